package dev.fishnet.platform.linux;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.plan.Step;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.process.ProgramMissingException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * TCP connections beyond loopback, through ss(8). A connection whose owner has closed it is shown with its uid since
 * Linux 6.17 only; before, it is shown as root's.
 */
final class LiveConnections {
    private static final Pattern UID = Pattern.compile("(?:^| )uid:([0-9]+)(?: |$)");

    private final ProcessControlPort processes;

    LiveConnections(ProcessControlPort processes) {
        this.processes = processes;
    }

    /** One step for each connection of an agent; ending it takes effect at once, and is not undone. */
    List<Step> cut(Lockdown lockdown) throws FishnetException {
        return list().lines()
                .filter(line -> belongsTo(line, uid -> isAgents(lockdown, uid)))
                .flatMap(line -> ends(line).stream())
                .map(ends -> Step.Run.of(Command.of("ss", "--kill", "--tcp", "src", ends.local, "dst", ends.remote)))
                .map(Step.class::cast)
                .toList();
    }

    /** Both ends as {@code ADDRESS:PORT}, without the interface that ss writes between the two. */
    private record Ends(String local, String remote) {
        static Ends of(String local, String remote) {
            return new Ends(local.replaceFirst("%[^:]+:", ":"), remote.replaceFirst("%[^:]+:", ":"));
        }

        /** What goes to loopback or to an address of this machine never leaves it; the rules judge that as it flows. */
        boolean withinThisMachine() {
            return remote.startsWith("127.")
                    || remote.startsWith("[::1]:")
                    || remote.startsWith("[::ffff:127.")
                    || host(local).equals(host(remote));
        }

        private static String host(String end) {
            return end.substring(0, end.lastIndexOf(':') + 1);
        }
    }

    private String list() throws FishnetException {
        try {
            ProcessOutcome outcome = processes.run(Command.of(
                    "ss", "--tcp", "--numeric", "--extended", "--oneline", "--no-header", "state", "connected"));
            if (!outcome.succeeded()) {
                throw new FishnetException(
                        ErrorKind.UNAVAILABLE,
                        "ss cannot list the open connections: "
                                + outcome.errors().lines().findFirst().orElse("it gave no reason"));
            }
            return outcome.output();
        } catch (ProgramMissingException e) {
            throw new FishnetException(
                    ErrorKind.UNAVAILABLE,
                    "ss is not installed, and connections opened before the lockdown cannot be seen",
                    "apt-get install -y iproute2",
                    e);
        }
    }

    private static boolean belongsTo(String line, LongPredicate agents) {
        Matcher uid = UID.matcher(line);
        return uid.find() && agents.test(Long.parseLong(uid.group(1)));
    }

    /** STATE, two queues, then both ends. */
    private static Optional<Ends> ends(String line) {
        String[] words = line.strip().split("\\s+", -1);
        return words.length < 5
                ? Optional.empty()
                : Optional.of(Ends.of(words[3], words[4])).filter(ends -> !ends.withinThisMachine());
    }

    private static boolean isAgents(Lockdown lockdown, long uid) {
        return lockdown.agents().stream().map(LockedAgent::user).anyMatch(agent -> agent.covers(uid));
    }
}
