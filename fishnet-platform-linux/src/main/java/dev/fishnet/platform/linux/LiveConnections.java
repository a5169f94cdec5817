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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * TCP connections, through ss(8). A connection whose owner has closed it is shown with its uid since Linux 6.17 only;
 * before, it is shown as root's. One in TIME-WAIT is nobody's any more, and carries nothing; there may be thousands.
 */
final class LiveConnections {
    private static final Pattern UID = Pattern.compile("(?:^| )uid:([0-9]{1,10})(?: |$)");

    static final Command LIST = Command.of(
            "ss",
            "--tcp",
            "--numeric",
            "--extended",
            "--oneline",
            "--no-header",
            "state",
            "connected",
            "exclude",
            "time-wait");

    private final ProcessControlPort processes;

    LiveConnections(ProcessControlPort processes) {
        this.processes = processes;
    }

    /** One step for each connection that an agent could not open now; ending it takes effect at once. */
    List<Step> cut(Lockdown lockdown) throws FishnetException {
        return list().lines()
                .flatMap(line -> owner(line, lockdown).stream()
                        .flatMap(owner -> Flow.parse(line).stream().filter(flow -> !flow.isOpenTo(owner.loopback()))))
                .map(flow ->
                        Step.Run.of(Command.of("ss", "--kill", "--tcp", "src", flow.local(), "dst", flow.remote())))
                .map(Step.class::cast)
                .toList();
    }

    /** An agent that has opened very many connections must not pass for a machine without the program. */
    private String list() throws FishnetException {
        try {
            ProcessOutcome outcome = processes.run(LIST);
            if (!outcome.succeeded()) {
                throw failed(outcome.errors().lines().findFirst().orElse("it gave no reason"));
            }
            return outcome.output();
        } catch (ProgramMissingException e) {
            throw new FishnetException(ErrorKind.UNAVAILABLE, "ss is not installed", "apt-get install -y iproute2", e);
        } catch (FishnetException e) {
            throw e.kind() == ErrorKind.FAILED ? e : failed(String.valueOf(e.getMessage()));
        }
    }

    private static FishnetException failed(String why) {
        return new FishnetException(ErrorKind.FAILED, "ss cannot list the open connections: " + why);
    }

    private static Optional<LockedAgent> owner(String line, Lockdown lockdown) {
        int at = line.indexOf("uid:");
        if (at < 0) {
            return Optional.empty();
        }
        Matcher uid = UID.matcher(line);
        // No match can begin before, and a pattern is slow to find that out.
        return uid.find(Math.max(0, at - 1)) ? owner(Long.parseLong(uid.group(1)), lockdown) : Optional.empty();
    }

    private static Optional<LockedAgent> owner(long uid, Lockdown lockdown) {
        return lockdown.agents().stream()
                .filter(agent -> agent.user().covers(uid))
                .findFirst();
    }
}
