"""Single measurements: a round of wrk, a round at a fixed rate, streams, starts, allocation."""
import os
import re
import resource
import statistics
import subprocess
import time

import machine
WRK = """wrk.method = "POST"
wrk.body = '{"model":"gpt-5-mini","messages":[{"role":"user","content":"Say hello to the people who build it."}],'
  .. '"max_completion_tokens":64}'
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "%s"
"""


class Saturation:
    """wrk with 32 connections, as many as it can."""

    def __init__(self, rig, upstreams, authorization):
        self.rig, self.upstreams = rig, upstreams
        self.script = rig.write("post.lua", WRK % authorization)

    def round(self, url, pids, seconds):
        """Requests a second, CPU microseconds a request of the processes, and who else had the processors, in parts of all."""
        command = ["wrk", f"-t{min(machine.CORES, 4)}", "-c32", "--timeout", "20s", f"-d{seconds}s", "-s", self.script, url]
        cpu, up, times = machine.cpu(pids), machine.cpu(self.upstreams.nginx.pids), machine.times()
        child = resource.getrusage(resource.RUSAGE_CHILDREN)
        text = self.rig.run(command, self.rig.agent)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu, up = machine.cpu(pids) - cpu, machine.cpu(self.upstreams.nginx.pids) - up
        proxy = 0 if pids == self.upstreams.nginx.pids else cpu
        every, idle, stolen = (now - then for now, then in zip(machine.times(), times))
        wrk = after.ru_utime + after.ru_stime - child.ru_utime - child.ru_stime
        bad = re.search(r"Non-2xx.*|Socket errors.*", text)
        if bad:
            raise SystemExit(f"[bench] {url}: {bad.group()}")
        count = int(re.search(r"(\d+) requests in", text).group(1))
        return {"rate": float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1)), "cpu": cpu / max(count, 1) * 1e6,
                "count": count, "client": wrk / every, "upstream": up / every, "proxy": proxy / every, "idle": idle / every,
                "stolen": stolen / every, "others": max(0, 1 - (wrk + up + proxy + idle + stolen) / every)}


def fixed(agent, port, path, rate, seconds, pids):
    """At a fixed rate, as Load says it, with the CPU microseconds a request of the processes."""
    before = machine.cpu(pids)
    result = agent.ask("fixed", port, path, rate, seconds)
    return whole(agent, result, rate * seconds) | {"cpu": (machine.cpu(pids) - before) / result["count"] * 1e6}


def streams(agent, port, path, rate, seconds):
    """Streams of five events, 40 ms apart, so many a second."""
    return whole(agent, agent.ask("streams", port, path, rate, seconds, 5, 40), rate * seconds)


def whole(agent, result, count):
    if result["failed"] or result["count"] != count:
        raise SystemExit(f"[bench] {result['count']} of {count} were answered, {result['failed']} failed{agent.complaints()}")
    return result


def held(agent, port, path, count, seconds, pids):
    """So many open streams; what the processes have resident near the end, with the delay of the events."""
    agent.tell("hold", port, path, count, seconds)
    if not agent.hear()["open"]:
        raise SystemExit(f"[bench] {count} streams at port {port} were not open within 60 s{agent.complaints()}")
    samples = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        time.sleep(0.5)
        samples.append(machine.rss(pids))
    return whole(agent, agent.hear(), count) | {"rss": max(samples)}


def starts(commands, rounds):
    """Medians of milliseconds, in turns: what a caller waits for a command to end."""
    took = {name: [] for name in commands}
    for _ in range(rounds):
        for name, (command, environment) in commands.items():
            begin = time.perf_counter()
            status = subprocess.run(command, env={**os.environ, **environment}, stdin=subprocess.DEVNULL,
                                    stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            took[name].append((time.perf_counter() - begin) * 1000)
            if status.returncode:
                raise SystemExit(f"[bench] {' '.join(command)} failed:\n{status.stderr.decode()}")
    return {name: (statistics.median(each), min(each), max(each)) for name, each in took.items()}


PAUSE = re.compile(r"\[([\d.]+)s\].* (\d+)M->(\d+)M\(")


def allocated(log, seconds):
    """Bytes a second between the first and the last collection of the last so many seconds; None without two of them."""
    pauses = [(float(at), int(before), int(after)) for at, before, after in PAUSE.findall(log)]
    pauses = [pause for pause in pauses if pauses[-1][0] - pause[0] <= seconds]
    if len(pauses) < 3:
        return None
    megabytes = sum(now[1] - then[2] for then, now in zip(pauses, pauses[1:]))
    return megabytes * 2 ** 20 / (pauses[-1][0] - pauses[0][0])


def allocation(rig, fishnet, saturation, url, warm, seconds):
    """Bytes a request, of a daemon that differs from the one that ships by one option: it keeps a log of its collections."""
    log = rig.path("data", "gc.log")
    command, environment = fishnet.started_as()
    fishnet.stop()
    fishnet.start([command[0], f"-Xlog:gc:file={log}:uptime", *command[1:]], environment)
    saturation.round(url, fishnet.pids, warm)
    rate = saturation.round(url, fishnet.pids, seconds)["rate"]
    # Read as the account that the folder belongs to: no link there leads root anywhere.
    bytes_a_second = allocated(rig.run(["cat", log], rig.service), seconds - 1)
    fishnet.stop()
    return bytes_a_second / rate if bytes_a_second else None
