package dev.fishnet.cli.daemon;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.PlanRunner;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.service.ServiceManagerPort;
import dev.fishnet.service.ServiceState;
import dev.fishnet.storage.LocalFileChanges;
import dev.fishnet.user.UserAccountPort;
import jakarta.inject.Inject;

/** The daemon as the service manager sees it. */
final class RunningService {
    private final ServiceManagerPort services;
    private final ProcessControlPort processes;
    private final UserAccountPort users;

    @Inject
    RunningService(ServiceManagerPort services, ProcessControlPort processes, UserAccountPort users) {
        this.services = services;
        this.processes = processes;
        this.users = users;
    }

    ServiceState state() throws FishnetException {
        return services.inspect();
    }

    boolean isInstalled() throws FishnetException {
        return state() instanceof ServiceState.Installed;
    }

    boolean isRunning() throws FishnetException {
        return state() instanceof ServiceState.Installed installed && installed.running();
    }

    String startCommand() {
        return services.startCommand();
    }

    /** Stops it through the service manager, and looks whether it has. */
    void stop() throws FishnetException {
        if (users.effectiveUid() != 0) {
            throw new FishnetException(
                    ErrorKind.NOT_PRIVILEGED, "Fishnet runs as a service, which only root stops", "sudo fishnet stop");
        }
        new PlanRunner(processes, new LocalFileChanges()).apply(services.stop());
        if (isRunning()) {
            throw new FishnetException(
                    ErrorKind.FAILED,
                    "the service manager says that it stopped Fishnet, but it still runs",
                    "try again");
        }
    }
}
