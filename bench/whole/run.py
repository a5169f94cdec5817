"""The whole run, in the order that gives each measurement what it needs: fresh, warm, or loaded. bench/gateway calls it."""
import argparse
import json
import os
import signal
import sys
import time

import machine
import measure
import report
from rig import CHAT, PLAIN, SLOW, TLS, Agent, Authority, Fishnet, Proxy, Rig, Upstreams, say

# Times of the two kinds of run, and seconds of a round where no other name says it.
FULL = {"clis": 20, "starts": 5, "settle": 8, "held": 8, "warm": 60, "rounds": 5, "seconds": 4, "latency": 4, "pace": 7,
        "streams": 3, "streaming": 5, "tls": 3, "allocation": 10, "drain": 33}
QUICK = {"clis": 5, "starts": 3, "settle": 4, "held": 3, "warm": 12, "rounds": 3, "seconds": 2, "latency": 3, "pace": 2,
         "streams": 2, "streaming": 2, "tls": 1, "allocation": 5, "drain": 0}
RATE = 250
STREAMS = 1000


class Bench:
    def __init__(self, rig, sizes):
        self.rig, self.sizes = rig, sizes
        installed = rig.install()
        say("making an authority, upstreams, nginx, and Fishnet's vault")
        rig.compile()
        self.authority = Authority(rig)
        self.upstreams = Upstreams(rig, self.authority)
        self.proxy = Proxy(rig, self.upstreams, self.authority)
        self.fishnet = Fishnet(rig, self.upstreams, self.authority)
        self.agent = Agent(rig, self.fishnet.authorization)
        self.saturation = measure.Saturation(rig, self.upstreams, self.fishnet.authorization)
        self.found, self.quiet_since = {"program": installed}, 0

    def run(self):
        for step in (self.starts, self.fresh, self.warm, self.saturated, self.paced, self.streamed, self.encrypted,
                     self.commands, self.loaded, self.allocation):
            begin = time.monotonic()
            step()
            say(f"{step.__name__} took {time.monotonic() - begin:.0f} s")
        return self.found

    def targets(self, upstream=None, path=PLAIN, direct=CHAT):
        """Who is asked, at which port, for which path, and whose CPU it is."""
        ports = self.upstreams
        return {"direct": (upstream or ports.plain, direct, ports.nginx.pids),
                "nginx": (self.proxy.port, path, self.proxy.pids),
                "Fishnet": (self.fishnet.port, path, self.fishnet.pids)}

    def turns(self, what, rounds, targets, one):
        """Every target in every round, each round beginning with another; what each measured, by target."""
        found = {name: [] for name in targets}
        names = list(targets)
        for nr in range(rounds):
            say(f"{what}, round {nr + 1} of {rounds}")
            for name in names[nr % len(names):] + names[:nr % len(names)]:
                found[name].append(one(*targets[name]))
        return found

    def commands(self):
        say(f"the command line beside others, {self.sizes['clis']} times in turns")
        program, java = self.rig.program, [f"{self.rig.java}/bin/java"]
        agent = self.rig.agent.pw_name
        data = {"FISHNET_DATA_DIR": self.rig.path("none")}
        self.found["commands"] = measure.starts({
            "`java -version`": (java + ["-version"], {}),
            "an empty Java main": (java + ["-cp", self.rig.path("classes"), "Empty"], {}),
            "`node -e 0`": (["node", "-e", "0"], {}),
            "`python3 -c pass`": ([os.path.realpath(sys.executable), "-c", "pass"], {}),
            "`fishnet --version`": ([program, "--version"], data),
            "`fishnet firewall enable`, dry run": ([program, "firewall", "enable", "--agent-user", agent], data),
        }, self.sizes["clis"])

    def starts(self):
        say(f"{self.sizes['starts']} starts of the daemon")
        took = []
        for nr in range(self.sizes["starts"]):
            if nr:
                self.fishnet.stop()
            took.append(self.fishnet.start())
        self.found["starts"] = took
        self.found["unlocked"] = self.fishnet.said()

    def fresh(self):
        say(f"memory: idle, and {STREAMS} streams")
        time.sleep(self.sizes["settle"])
        # The agent's program learns what it does before it does it to Fishnet.
        measure.held(self.agent, self.upstreams.slow, CHAT, 200, 1, self.upstreams.nginx.pids)
        rss = {"idle": {"nginx": machine.rss(self.proxy.pids), "Fishnet": machine.rss(self.fishnet.pids)}}
        rss["streams"] = self.held(self.targets(self.upstreams.slow, SLOW))
        self.found["rss"] = rss

    def held(self, targets):
        return {name: measure.held(self.agent, port, path, STREAMS, self.sizes["held"], pids)
                for name, (port, path, pids) in targets.items()}

    def warm(self):
        wanted = self.sizes["warm"]
        say(f"warming up: {wanted} s of processor time on 32 connections for Fishnet, then a little of everything")
        targets = self.targets()
        self.found["warm"] = self.busy(targets["Fishnet"], wanted)
        for target in targets.values():
            self.as_many_as_it_can(*target, 1)
            self.as_due(*target)

    def busy(self, target, wanted):
        """By processor time, but bounded: on a busy machine seconds would leave the compiler halfway."""
        begin, end, count = machine.cpu(target[2]), time.monotonic() + 3 * wanted, 0
        while machine.cpu(target[2]) - begin < wanted and time.monotonic() < end:
            count += self.as_many_as_it_can(*target, 2)["count"]
        return {"requests": count, "cpu": machine.cpu(target[2]) - begin}

    def saturated(self):
        self.found["saturated"] = self.turns("32 connections", self.sizes["rounds"], self.targets(), self.as_many_as_it_can)

    def as_many_as_it_can(self, port, path, pids, seconds=None):
        scheme = "https" if port == self.upstreams.tls else "http"
        return self.saturation.round(f"{scheme}://127.0.0.1:{port}{path}", pids, seconds or self.sizes["seconds"])

    def paced(self):
        self.found["paced"] = self.turns(f"{RATE} requests a second", self.sizes["latency"], self.targets(), self.as_due)

    def as_due(self, port, path, pids):
        return measure.fixed(self.agent, port, path, RATE, self.sizes["pace"], pids)

    def streamed(self):
        targets = self.targets(self.upstreams.slow, SLOW)
        for port, path, _ in targets.values():
            measure.streams(self.agent, port, path, 20, 2)
        self.found["streamed"] = self.turns("20 streams a second", self.sizes["streams"], targets, lambda port, path, pids:
                                            measure.streams(self.agent, port, path, 20, self.sizes["streaming"]))

    def encrypted(self):
        targets = self.targets(self.upstreams.tls, TLS)
        say("warming up TLS")
        self.as_many_as_it_can(*targets["nginx"], 1)
        self.busy(targets["Fishnet"], self.sizes["warm"] // 3)
        self.found["tls saturated"] = self.turns(
            "32 connections, TLS upstream", self.sizes["tls"], targets, self.as_many_as_it_can)
        # Nobody is asked by TLS here but the upstream, so what is added is added to the plain upstream's own.
        targets["direct"] = self.targets()["direct"]
        self.found["tls paced"] = self.turns(
            f"{RATE} requests a second, TLS upstream", self.sizes["tls"], targets, self.as_due)
        self.quiet_since = time.monotonic()

    def loaded(self):
        """Fishnet has room for 1,024 connections to upstreams, and idle ones count until they are closed."""
        say("memory after all that" + (f", and {STREAMS} streams when idle connections are closed" if self.sizes["drain"] else ""))
        self.found["rss"]["loaded"] = {"nginx": machine.rss(self.proxy.pids), "Fishnet": machine.rss(self.fishnet.pids)}
        if self.sizes["drain"]:
            time.sleep(max(0, self.quiet_since + self.sizes["drain"] - time.monotonic()))
            self.found["rss"]["loaded streams"] = self.held(
                {name: target for name, target in self.targets(self.upstreams.slow, SLOW).items() if name != "direct"})

    def allocation(self):
        say("allocation, of a daemon that logs its collections")
        self.found["allocation"] = measure.allocation(
            self.rig, self.fishnet, self.saturation, f"http://127.0.0.1:{self.fishnet.port}{PLAIN}",
            self.sizes["warm"] // 3, self.sizes["allocation"])


def main():
    arguments = argparse.ArgumentParser(prog="bench/gateway", description="What Fishnet costs, beside nginx and nothing.")
    arguments.add_argument("--quick", action="store_true", help="four minutes instead of nine; its figures scatter more")
    arguments.add_argument("--write", action="store_true", help="put the tables into docs/performance.md")
    arguments.add_argument("--program", default=os.environ["BENCH_PROGRAM"], help="another fishnet")
    chosen = arguments.parse_args()
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGALRM):
        signal.signal(number, lambda nr, _: sys.exit(f"[bench] ended by signal {nr}"))
    signal.alarm(600 if chosen.quick else 1500)   # whatever hangs, this does not
    home = os.environ["BENCH_HOME"]
    load = machine.load()
    if load > 0.5 * machine.CORES:
        say(f"a load of {load:.2f}: other work is running, and what takes time will scatter")
    rig = Rig(home, os.environ["BENCH_JAVA"], chosen.program)
    if not rig.is_root:
        say("not root: agent and daemon are one account, so the agent is known by a token and not by the kernel")
    try:
        found = Bench(rig, QUICK if chosen.quick else FULL).run()
    finally:
        signal.alarm(0)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGALRM):
            signal.signal(number, signal.SIG_IGN)   # a second one would leave processes behind
        rig.close()
    target = os.path.join(home, "fishnet-cli", "target")
    if os.access(target, os.W_OK):
        with open(os.path.join(target, "bench.json"), "w") as raw:
            json.dump(found, raw, indent=1)
    text = report.text(found, rig, load, chosen.quick)
    print(text)
    if chosen.write:
        report.keep(text, os.path.join(home, "docs", "performance.md"))


if __name__ == "__main__":
    main()
