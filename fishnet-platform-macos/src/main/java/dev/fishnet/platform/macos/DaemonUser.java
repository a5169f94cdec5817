package dev.fishnet.platform.macos;

import dev.fishnet.error.FishnetException;
import dev.fishnet.isolation.Observation;
import dev.fishnet.isolation.Observation.Verdict;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.service.ServiceManagerPort;
import dev.fishnet.service.ServiceState;
import dev.fishnet.user.UserName;
import java.util.OptionalLong;

/** Whom the daemon runs as, by ps(1) of the process that launchd names. */
final class DaemonUser {
    static final String CHECK = "daemon_user";

    private static final String INSTALL = "sudo fishnet service install --apply";

    private final ProcessControlPort processes;
    private final ServiceManagerPort services;

    DaemonUser(ProcessControlPort processes, ServiceManagerPort services) {
        this.processes = processes;
        this.services = services;
    }

    Observation compare(UserName wanted) throws FishnetException {
        OptionalLong pid =
                services.inspect() instanceof ServiceState.Installed state ? state.pid() : OptionalLong.empty();
        if (pid.isEmpty()) {
            return new Observation(CHECK, Verdict.UNSEEN, "launchd names no process of Fishnet's", INSTALL);
        }
        ProcessOutcome answer = processes.run(Command.of("ps", "-o", "user=", "-p", String.valueOf(pid.getAsLong())));
        String user = answer.output().strip();
        if (!answer.succeeded() || user.isEmpty()) {
            return new Observation(CHECK, Verdict.UNSEEN, "the daemon has just ended", "sudo fishnet doctor");
        }
        return user.equals(wanted.value())
                ? new Observation(CHECK, Verdict.GOOD, "the daemon runs as '" + user + "'", "")
                : new Observation(
                        CHECK, Verdict.OPEN, "the daemon runs as '" + user + "', not '" + wanted + "'", INSTALL);
    }
}
