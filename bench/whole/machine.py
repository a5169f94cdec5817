"""What the kernel says of processes and of the machine."""
import datetime
import os
import platform
import re

TICK = os.sysconf("SC_CLK_TCK")
CORES = len(os.sched_getaffinity(0))


def _stat(pid):
    with open(f"/proc/{pid}/stat") as file:
        return file.read().rpartition(")")[2].split()


def tree(pid):
    """A process and all that descend from it."""
    parents = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            parents.setdefault(int(_stat(name)[1]), []).append(int(name))
        except OSError:
            pass
    found = [pid]
    for each in found:
        found.extend(parents.get(each, []))
    return found


def cpu(pids):
    """Seconds that all threads have had so far, user and system, those that have ended too."""
    return sum(sum(map(int, _stat(pid)[11:13])) for pid in pids) / TICK


def rss(pids):
    """Resident megabytes (2^20), shared pages counted for each process that has them."""
    kilobytes = 0
    for pid in pids:
        with open(f"/proc/{pid}/status") as file:
            kilobytes += int(re.search(r"VmRSS:\s+(\d+)", file.read()).group(1))
    return kilobytes / 1024


def times():
    """Seconds of all processors: all of them, idle, and stolen by the machine below."""
    with open("/proc/stat") as file:
        ticks = [int(word) / TICK for word in file.readline().split()[1:9]]
    return sum(ticks), ticks[3] + ticks[4], ticks[7]


def load():
    return os.getloadavg()[0]


def description():
    with open("/proc/cpuinfo") as file:
        model = re.search(r"model name\s*:\s*(.*)", file.read())
    with open("/proc/meminfo") as file:
        memory = int(re.search(r"MemTotal:\s+(\d+)", file.read()).group(1))
    return (f"{datetime.date.today()}, {model.group(1).strip() if model else platform.machine()}, {CORES} processors, "
            f"{memory / 2 ** 20:.0f} GiB, Linux {platform.release()}")
