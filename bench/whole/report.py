"""The tables, in Markdown."""
import re
import textwrap
from statistics import median

import machine


def middle(rounds, key):
    return median(each[key] for each in rounds)


def spread(rounds, key, form="{:.0f}"):
    """The median, and where the rounds lay."""
    values = [each[key] for each in rounds]
    low, high = form.format(min(values)), form.format(max(values))
    return form.format(median(values)) + (f" ({low}–{high})" if low != high else "")


def table(head, rows):
    return "\n".join(["| " + " | ".join(head) + " |", "|" + "---|" * len(head),
                      *("| " + " | ".join(str(cell) for cell in row) + " |" for row in rows)])


def added(found, name, key):
    """Microseconds more than direct in the same round, the median of the rounds."""
    return median(one[key] - base[key] for one, base in zip(found[name], found["direct"]))


def verdict(value, unit, must, reach, digits=2, at_least=False):
    """What was found, and whether it is what must be and what to reach for."""
    def bound(limit):
        good = value >= limit if at_least else value <= limit
        return f"{limit:g} {unit}: {'reached' if good else '**not reached**'}"
    return f"{value:.{digits}f} {unit}", bound(must), bound(reach)


def targets(found):
    nginx, fishnet = "nginx", "Fishnet"
    full, pace = found["saturated"], found["paced"]
    cpu = middle(full[fishnet], "cpu") / middle(full[nginx], "cpu")
    latency = added(pace, fishnet, "p50") / max(added(pace, nginx, "p50"), 1)
    rate = middle(full[fishnet], "rate") / middle(full[nginx], "rate")
    idle, streams = found["rss"]["idle"][fishnet], found["rss"]["streams"][fishnet]["rss"]
    first = added(found["streamed"], fishnet, "p50") / 1000
    start = median(found["starts"])
    commands = found["commands"]
    firewall = commands["`fishnet firewall enable`, dry run"][0] / commands["`java -version`"][0]
    rows = [
        ("CPU a request, plain upstream, 32 connections, against nginx", *verdict(cpu, "×", 2, 1.3)),
        ("added p50 at 250 requests/s, against nginx's", *verdict(latency, "×", 2.5, 1.5)),
        ("requests/s, 32 connections, against nginx", *verdict(rate, "×", .5, .8, at_least=True)),
        ("resident, idle", *verdict(idle, "MB", 110, 70, 0)),
        ("resident, under 1,000 streams", *verdict(streams, "MB", 170, 110, 0)),
        ("first byte of a stream, added, warm", *verdict(first, "ms", 1, .3)),
        ("`start` to a healthy `/health`", *verdict(start, "s", .8, .4)),
        ("`firewall enable`, dry run, against `java -version`", *verdict(firewall, "×", 2.7, 2)),
        ("cold `./check`", "not measured here", "10 min", "5 min")]
    return table(("what", "found", "must", "reach for"), rows)


def throughput(found):
    def row(name, what, rounds):
        return (name, what, spread(rounds, "rate", "{:,.0f}"), "" if name == "direct" else spread(rounds, "cpu", "{:.1f}"),
                *(f"{100 * middle(rounds, key):.0f} %" for key in ("client", "upstream")),
                "" if name == "direct" else f"{100 * middle(rounds, 'proxy'):.0f} %",
                *(f"{100 * middle(rounds, key):.0f} %" for key in ("others", "stolen", "idle")))
    rows = [row(name, what, rounds) for what, key in (("plain", "saturated"), ("TLS", "tls saturated"))
            for name, rounds in found[key].items()]
    return table(("through", "upstream", "requests/s", "CPU µs a request", "wrk", "upstream", "proxy", "others", "stolen",
                  "idle"), rows)


def latency(found):
    def row(name, what, key, rounds):
        own = "" if name == "direct" else f"{added(found[key], name, 'p50'):.0f}"
        tail = "" if name == "direct" else f"{added(found[key], name, 'p99'):.0f}"
        return (name, what, spread(rounds, "p50"), spread(rounds, "p99"), own, tail,
                "" if name == "direct" else f"{middle(rounds, 'cpu'):.0f}", sum(each["late"] for each in rounds))
    rows = [row(name, what, key, rounds) for what, key in (("plain", "paced"), ("TLS", "tls paced"))
            for name, rounds in found[key].items() if (what, name) != ("TLS", "direct")]
    return table(("through", "upstream", "p50 µs", "p99 µs", "added p50", "added p99", "CPU µs a request", "sent late"), rows)


def streams(found):
    def row(name, rounds):
        own = [f"{added(found['streamed'], name, key):.0f}" if name != "direct" else ""
               for key in ("p50", "p99", "event_p50")]
        held = found["rss"]["streams"][name]
        return (name, spread(rounds, "p50"), spread(rounds, "p99"), *own[:2], spread(rounds, "event_p50"), own[2],
                f"{held['p50']:.0f}", f"{held['event_p50']:.0f}", f"{held['event_p99']:.0f}")
    return table(("through", "first byte p50 µs", "p99", "added p50", "added p99", "delay of an event p50 µs", "added p50",
                  "1,000 streams, fresh: first byte p50", "event p50", "event p99"),
                 [row(name, rounds) for name, rounds in found["streamed"].items()])


def memory(found):
    rss = found["rss"]
    def row(name):
        return (name, f"{rss['idle'][name]:.0f} MB", f"{rss['streams'][name]['rss']:.0f} MB", f"{rss['loaded'][name]:.0f} MB",
                f"{rss['loaded streams'][name]['rss']:.0f} MB" if "loaded streams" in rss else "not in a quick run",
                "" if name != "Fishnet" or not found["allocation"] else f"{found['allocation'] / 1024:.1f} KiB")
    return table(("resident", "idle", "1,000 streams, fresh", "after the load", "1,000 streams, after the load",
                  "allocated a request"), [row("nginx"), row("Fishnet")])


def commands(found):
    base = found["commands"]["`java -version`"][0]
    rows = [(name, f"{each[0]:.0f} ({each[1]:.0f}–{each[2]:.0f})", f"{each[0] / base:.2f}")
            for name, each in found["commands"].items()]
    took = [1000 * each for each in found["starts"]]
    rows.append(("`fishnet start` to a healthy `/health`", f"{median(took):.0f} ({min(took):.0f}–{max(took):.0f})",
                 f"{median(took) / base:.2f}"))
    return table(("command", "ms", "to `java -version`"), rows)


def text(found, rig, load, is_quick):
    how = "the kernel" if rig.is_root else "a token"
    unlocked = " ".join(found["unlocked"]) or "unlocked by password"
    warm = found["warm"]
    head = (f"Last run{', a quick one' if is_quick else ''}: {machine.description()}, load {load:.2f} at its start. Fishnet is "
            f"{found['program']}; the agent was known by {how}, the vault {unlocked}. The first round "
            f"came after {warm['requests']:,} requests and {warm['cpu']:.0f} s of processor time.")
    return "\n\n".join((textwrap.fill(head, 124, break_on_hyphens=False), targets(found), throughput(found), latency(found), streams(found), memory(found),
                        commands(found)))


def keep(tables, path):
    """Puts the tables where the last ones were."""
    with open(path) as file:
        before = file.read()
    after = re.sub(r"(<!-- gateway -->\n).*?(<!-- /gateway -->)", lambda m: m.group(1) + tables + "\n" + m.group(2), before,
                   flags=re.DOTALL)
    if "<!-- gateway -->" not in before:
        raise SystemExit(f"[bench] {path} has no place for the tables")
    with open(path, "w") as file:
        file.write(after)
