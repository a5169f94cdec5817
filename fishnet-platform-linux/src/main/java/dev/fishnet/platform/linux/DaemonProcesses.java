package dev.fishnet.platform.linux;

import dev.fishnet.error.FishnetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Gateways that run now, as far as /proc shows other users' processes. */
final class DaemonProcesses {
    private static final Pattern PROCESS = Pattern.compile("/proc/[0-9]{1,10}");

    /**
     * One that runs.
     *
     * @param runtime the program it executes; empty when only root may know
     */
    record Daemon(String pid, long uid, Optional<String> runtime) {}

    private final MachineTree tree;

    DaemonProcesses(MachineTree tree) {
        this.tree = tree;
    }

    List<Daemon> running() throws FishnetException {
        List<Daemon> daemons = new ArrayList<>();
        for (String process : tree.list("/proc")) {
            if (PROCESS.matcher(process).matches()) {
                daemon(process).ifPresent(daemons::add);
            }
        }
        return daemons;
    }

    /** A process may end while it is looked at, and then was not there. */
    private Optional<Daemon> daemon(String process) {
        try {
            if (!isGateway(tree.read(process + "/cmdline").orElse(""))) {
                return Optional.empty();
            }
            long uid = ProcStatus.effectiveUid(tree.read(process + "/status").orElse(""));
            return Optional.of(new Daemon(process.substring("/proc/".length()), uid, runtime(process)));
        } catch (FishnetException e) {
            return Optional.empty();
        }
    }

    private Optional<String> runtime(String process) {
        try {
            return tree.linkTarget(process + "/exe");
        } catch (FishnetException e) {
            return Optional.empty();
        }
    }

    static boolean isGateway(String cmdline) {
        List<String> words = Arrays.asList(cmdline.split("\0", -1));
        int main = words.indexOf("dev.fishnet.cli.Main");
        return main > 0 && main + 1 < words.size() && words.get(main + 1).equals("start");
    }
}
