package dev.fishnet.cli.daemon;

import dev.fishnet.cli.ExitCode;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Terminal;
import dev.fishnet.cli.Workspace;
import dev.fishnet.error.FishnetException;
import dev.fishnet.storage.DataDirectory;
import jakarta.inject.Inject;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet stop}: through the service manager where it runs the daemon, by pid otherwise. */
public final class StopCommand {
    private final RunningService service;
    private final RunningProcess process;
    private final Workspace workspace;
    private final Terminal terminal;

    @Inject
    StopCommand(RunningService service, RunningProcess process, Workspace workspace, Terminal terminal) {
        this.service = service;
        this.process = process;
        this.workspace = workspace;
        this.terminal = terminal;
    }

    /** The command. */
    public CommandSpec spec() {
        return Leaf.of(values -> stop());
    }

    private int stop() throws FishnetException, InterruptedException {
        if (service.isRunning()) {
            service.stop();
            terminal.say("Fishnet stopped.");
            terminal.say("Start it again with: " + service.startCommand());
            return ExitCode.DONE;
        }
        Optional<DataDirectory> data = service.isInstalled() ? ownData() : workspace.existingData();
        terminal.say(data.isPresent() ? process.stop(data.get().pidFile()) : "Fishnet is not running.");
        return ExitCode.DONE;
    }

    /** Beside a service that does not run, only what this very user may have started by hand. */
    private Optional<DataDirectory> ownData() {
        try {
            return workspace.existingData();
        } catch (FishnetException somebodyElses) {
            return Optional.empty();
        }
    }
}
