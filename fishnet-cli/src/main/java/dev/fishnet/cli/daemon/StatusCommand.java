package dev.fishnet.cli.daemon;

import dev.fishnet.cli.ExitCode;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Options;
import dev.fishnet.cli.Terminal;
import dev.fishnet.cli.Workspace;
import dev.fishnet.cli.spend.Today;
import dev.fishnet.config.Json;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.service.ServiceState;
import dev.fishnet.storage.ConfigFile;
import dev.fishnet.storage.DataDirectory;
import dev.fishnet.storage.PidFile;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet status}. */
public final class StatusCommand {
    private final RunningService service;
    private final Workspace workspace;
    private final Today today;
    private final LogStatus log;
    private final Clock clock;
    private final Terminal terminal;

    @Inject
    StatusCommand(
            RunningService service, Workspace workspace, Today today, LogStatus log, Clock clock, Terminal terminal) {
        this.service = service;
        this.workspace = workspace;
        this.today = today;
        this.log = log;
        this.clock = clock;
        this.terminal = terminal;
    }

    /** The command. */
    public CommandSpec spec() {
        return Leaf.of(this::status, Options.flag("Print JSON.", "--json"));
    }

    private int status(Leaf values) throws FishnetException {
        ServiceState state = service.state();
        Optional<PidFile.Holder> holder = holder(state);
        boolean running = holder.isPresent() || (state instanceof ServiceState.Installed known && known.running());
        if (values.isSet("--json")) {
            terminal.say("{\"status\":\"" + word(running) + "\""
                    + holder.map(this::json).orElse("")
                    + policyError().map(StatusCommand::json).orElse("")
                    + files(state, now -> log.json() + today.json(now)).orElse("") + "}");
        } else {
            terminal.say("Status: " + word(running));
            holder.ifPresent(this::describe);
            describe(state);
            policyError()
                    .ifPresent(error -> terminal.say("Policy: fishnet.toml has an error"
                            + (running ? ", the gateway keeps the policy from before: " : ": ") + error));
            files(state, now -> log.lines()).orElse(List.of()).forEach(terminal::say);
            files(state, today::lines).orElse(List.of()).forEach(terminal::say);
        }
        return ExitCode.DONE;
    }

    /** What is wrong with the file, for whoever may read it. The gateway says the same in its log. */
    private Optional<String> policyError() {
        try {
            Optional<ConfigFile> file = workspace.configFile(Optional.empty());
            if (file.isPresent()) {
                workspace.config(file);
            }
            return Optional.empty();
        } catch (FishnetException e) {
            return e.kind() == ErrorKind.NOT_PRIVILEGED ? Optional.empty() : Optional.of(e.getMessage());
        }
    }

    private static String json(String policyError) {
        return ",\"policy_error\":" + Json.text(policyError);
    }

    /** An ordinary user cannot look into the data directory of a service, and need not to know whether it runs. */
    private Optional<PidFile.Holder> holder(ServiceState state) throws FishnetException {
        try {
            Optional<DataDirectory> data = workspace.existingData();
            return data.isPresent() ? data.get().pidFile().holder() : Optional.empty();
        } catch (FishnetException e) {
            if (state instanceof ServiceState.Installed) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Something the books or the log say. */
    private interface Reading<T> {
        T at(Instant now) throws FishnetException;
    }

    /** As with the pid file: who may not look into a service's directory sees the rest all the same. */
    private <T> Optional<T> files(ServiceState state, Reading<T> reading) throws FishnetException {
        try {
            return Optional.of(reading.at(clock.instant()));
        } catch (FishnetException e) {
            if (state instanceof ServiceState.Installed && e.kind() == ErrorKind.NOT_PRIVILEGED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static String word(boolean running) {
        return running ? "running" : "stopped";
    }

    private void describe(ServiceState state) {
        if (state instanceof ServiceState.Installed installed) {
            terminal.say("Service: installed, " + (installed.enabled() ? "starts at boot" : "does not start at boot"));
        }
    }

    private void describe(PidFile.Holder holder) {
        terminal.say("PID: " + holder.pid());
        terminal.say("Uptime: " + hoursAndMinutes(uptime(holder)));
    }

    private String json(PidFile.Holder holder) {
        return ",\"pid\":" + holder.pid() + ",\"uptime_seconds\":"
                + uptime(holder).toSeconds();
    }

    private Duration uptime(PidFile.Holder holder) {
        Duration uptime = Duration.between(holder.since(), clock.instant());
        return uptime.isNegative() ? Duration.ZERO : uptime;
    }

    static String hoursAndMinutes(Duration uptime) {
        return uptime.toHours() > 0 ? uptime.toHours() + "h " + uptime.toMinutesPart() + "m" : uptime.toMinutes() + "m";
    }
}
