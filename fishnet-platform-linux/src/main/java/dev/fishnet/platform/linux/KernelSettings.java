package dev.fishnet.platform.linux;

import dev.fishnet.error.FishnetException;
import dev.fishnet.isolation.Observation;
import java.util.List;
import java.util.Optional;

/** What the kernel lets one process see of another, and what becomes of the memory of one that dies. */
final class KernelSettings {
    private final MachineTree tree;
    private final RootOnly rootOnly;

    KernelSettings(MachineTree tree, RootOnly rootOnly) {
        this.tree = tree;
        this.rootOnly = rootOnly;
    }

    /** Scope 0 is no way past the boundary: it speaks of processes of one user, and the daemon is another's. */
    List<Observation> ptrace() throws FishnetException {
        String scope = setting("/proc/sys/kernel/yama/ptrace_scope").orElse("0");
        return List.of(Observation.good(
                "ptrace_scope",
                scope.equals("0")
                        ? "processes of one user may trace each other; the daemon is another user's, whom that never lets in"
                        : "ptrace_scope is " + scope + ": processes of one user may not trace each other freely"));
    }

    List<Observation> cores() throws FishnetException {
        String dumpable = setting("/proc/sys/fs/suid_dumpable").orElse("0");
        if (dumpable.equals("1")) {
            return List.of(Observation.open(
                    "core_dumps",
                    "fs.suid_dumpable is 1: a process that protects its memory leaves it in a core file all the same",
                    "sudo sysctl -w fs.suid_dumpable=0   # and in /etc/sysctl.d"));
        }
        String pattern = setting("/proc/sys/kernel/core_pattern").orElse("core");
        return List.of(pattern.startsWith("|") ? handler(pattern.substring(1).strip()) : noHandler());
    }

    /** The handler is root's, whatever limits the process had set itself (core(5)). */
    private Observation handler(String commandLine) throws FishnetException {
        String program = commandLine.split(" ", 2)[0];
        return rootOnly.weakness(program)
                .map(weakness -> Observation.open(
                        "core_dumps",
                        "the kernel hands the memory of crashed processes to " + program + ", as root, and "
                                + weakness.text(),
                        weakness.remedy()))
                .orElseGet(() -> Observation.good(
                        "core_dumps",
                        "core files go to " + program + ", which gets none of the daemon: it is not dumpable"));
    }

    private static Observation noHandler() {
        return Observation.good("core_dumps", "a process that protects its memory leaves no core file");
    }

    private Optional<String> setting(String path) throws FishnetException {
        return tree.read(path).map(String::strip);
    }
}
