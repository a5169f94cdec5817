package dev.fishnet.platform.linux;

import dev.fishnet.error.FishnetException;
import dev.fishnet.isolation.Observation;
import dev.fishnet.platform.linux.DaemonProcesses.Daemon;
import dev.fishnet.user.UserAccount;
import dev.fishnet.user.UserName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who the daemon runs as, and whether anybody but root could change the Java runtime it runs on. */
final class DaemonChecks {
    static final String UNIT = "/etc/systemd/system/fishnet.service";
    private static final Pattern EXEC_START = Pattern.compile("(?m)^ExecStart=[-@:+!]*(/[^ \\n]+)");
    private static final String INSTALL = "sudo fishnet service install --apply";

    private final MachineTree tree;
    private final RootOnly rootOnly;
    private final DaemonProcesses processes;

    DaemonChecks(MachineTree tree, RootOnly rootOnly, DaemonProcesses processes) {
        this.tree = tree;
        this.rootOnly = rootOnly;
        this.processes = processes;
    }

    /** @param service the daemon's own account, if there is one yet */
    List<Observation> user(UserName name, Optional<UserAccount> service, Set<Long> agents) throws FishnetException {
        List<Observation> all = new ArrayList<>();
        for (Daemon daemon : processes.running()) {
            all.add(user(daemon, name, service, agents));
        }
        return all.isEmpty()
                ? List.of(Observation.unseen("daemon_user", "no daemon is seen to run", "sudo systemctl start fishnet"))
                : all;
    }

    private static Observation user(Daemon daemon, UserName name, Optional<UserAccount> service, Set<Long> agents) {
        String who = "the daemon (pid " + daemon.pid() + ") runs as ";
        String remedy = "stop it, then: " + INSTALL;
        if (daemon.uid() == 0) {
            return Observation.open("daemon_user", who + "root: a fault in it would be root's", remedy);
        }
        if (agents.contains(daemon.uid())) {
            return Observation.open("daemon_user", who + "the agent, who reads all its memory", remedy);
        }
        return service.filter(account -> account.uid() == daemon.uid()).isPresent()
                ? Observation.good("daemon_user", who + "'" + name + "', who is nobody else")
                : Observation.open(
                        "daemon_user", who + "uid " + daemon.uid() + ", whose other processes read its memory", remedy);
    }

    /** The runtime that runs now, and the one that the unit would start. */
    List<Observation> runtime() throws FishnetException {
        Set<String> programs = new LinkedHashSet<>();
        processes.running().forEach(daemon -> daemon.runtime().ifPresent(programs::add));
        programOf(tree.read(UNIT).orElse("")).ifPresent(programs::add);
        if (programs.isEmpty()) {
            return List.of(
                    Observation.unseen("java_runtime", "no daemon and no unit says which Java it runs on", INSTALL));
        }
        List<Observation> faults = new ArrayList<>();
        for (String program : programs) {
            for (String file : runtimeFiles(program)) {
                rootOnly.weakness(file)
                        .ifPresent(weakness ->
                                faults.add(Observation.open("java_runtime", weakness.text(), weakness.remedy())));
            }
        }
        return Look.orGood(
                "java_runtime",
                faults.stream().distinct().toList(),
                "root alone can change " + programs.iterator().next());
    }

    static Optional<String> programOf(String unit) {
        Matcher matcher = EXEC_START.matcher(unit);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** JAVA_HOME/bin/java, and what it loads before anything of ours. */
    private static List<String> runtimeFiles(String program) {
        if (!program.endsWith("/bin/java")) {
            return List.of(program);
        }
        String home = program.substring(0, program.length() - "/bin/java".length());
        return List.of(
                program,
                home + "/lib/modules",
                home + "/lib/libjli.so",
                home + "/lib/server/libjvm.so",
                home + "/lib/jvm.cfg",
                home + "/conf/security/java.security");
    }
}
