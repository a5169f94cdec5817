package dev.fishnet.platform.macos;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import java.util.Optional;

/** The subcommands of launchctl(1) that are needed, for the system domain; never the older {@code load}. */
final class Launchctl {
    private static final int NO_SUCH_SERVICE = 113;

    private final ProcessControlPort processes;
    private final String label;

    /**
     * For one job.
     *
     * @param label the job's name, and that of its property list
     */
    Launchctl(ProcessControlPort processes, String label) {
        this.processes = processes;
        this.label = label;
    }

    String plist() {
        return "/Library/LaunchDaemons/" + label + ".plist";
    }

    private String target() {
        return "system/" + label;
    }

    Command bootstrap() {
        return Command.of("launchctl", "bootstrap", "system", plist());
    }

    Command bootout() {
        return Command.of("launchctl", "bootout", target());
    }

    Command enable() {
        return Command.of("launchctl", "enable", target());
    }

    Command disable() {
        return Command.of("launchctl", "disable", target());
    }

    /** Ends the job if it runs, and starts it. */
    Command restart() {
        return Command.of("launchctl", "kickstart", "-k", target());
    }

    /** The job, or empty when launchd does not have it. */
    Optional<LaunchdJob> job() throws FishnetException {
        ProcessOutcome outcome = processes.run(Command.of("launchctl", "print", target()));
        if (outcome.succeeded()) {
            return Optional.of(LaunchdJob.parse(outcome.output()));
        }
        if (outcome.exitStatus() == NO_SUCH_SERVICE
                && (outcome.errors() + outcome.output()).contains("Could not find service")) {
            return Optional.empty();
        }
        throw unreadable("print", outcome);
    }

    /** Whether somebody has said that the job must not start at boot, whatever its plist says. */
    boolean isDisabled() throws FishnetException {
        ProcessOutcome outcome = processes.run(Command.of("launchctl", "print-disabled", "system"));
        if (!outcome.succeeded()) {
            throw unreadable("print-disabled", outcome);
        }
        return isDisabled(outcome.output(), label);
    }

    /** Releases before macOS 13 print {@code true} for what is {@code disabled} later. */
    static boolean isDisabled(String printed, String label) {
        return printed.lines()
                .map(String::strip)
                .anyMatch(line ->
                        line.equals("\"" + label + "\" => disabled") || line.equals("\"" + label + "\" => true"));
    }

    private static FishnetException unreadable(String subcommand, ProcessOutcome outcome) {
        return new FishnetException(
                ErrorKind.UNAVAILABLE,
                "launchctl " + subcommand + " does not answer (exit status " + outcome.exitStatus() + ")");
    }
}
