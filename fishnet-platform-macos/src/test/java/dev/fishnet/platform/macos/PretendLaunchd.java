package dev.fishnet.platform.macos;

import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.testkit.InMemoryFiles;
import dev.fishnet.testkit.ScriptedProcesses;

/** As much of launchd as the plans use: one job, from its plist, and the list of what must not start. */
final class PretendLaunchd {
    private final InMemoryFiles files;
    private boolean loaded;
    private boolean running;
    private boolean disabled;
    private int pid = 912;

    PretendLaunchd(InMemoryFiles files) {
        this.files = files;
    }

    ScriptedProcesses answering(ScriptedProcesses processes) {
        return processes.answer(this::launchctl, "launchctl");
    }

    void disable() {
        disabled = true;
    }

    /** The daemon ends by itself, as one does that cannot unlock its vault. */
    void daemonEnds() {
        running = false;
    }

    void reboot() {
        loaded = !disabled && hasPlist();
        running = loaded;
    }

    boolean isLoaded() {
        return loaded;
    }

    private boolean hasPlist() {
        return files.read(LaunchdPlist.FILE)
                .filter(file ->
                        file.mode().owner().equals("root") && file.mode().bits() == 0644)
                .isPresent();
    }

    private ProcessOutcome launchctl(Command command) {
        return switch (String.join(" ", command.argv().subList(1, command.argv().size()))) {
            case "print system/dev.fishnet.local" -> print();
            case "print-disabled system" -> said(Captured.PRINT_DISABLED.formatted(disabled ? "disabled" : "enabled"));
            case "bootstrap system /Library/LaunchDaemons/dev.fishnet.local.plist" -> bootstrap();
            case "bootout system/dev.fishnet.local" -> bootout();
            case "enable system/dev.fishnet.local" -> setDisabled(false);
            case "disable system/dev.fishnet.local" -> setDisabled(true);
            case "kickstart -k system/dev.fishnet.local" -> restart();
            default -> new ProcessOutcome(64, "", "Unrecognized subcommand\n");
        };
    }

    private ProcessOutcome print() {
        if (!loaded) {
            return new ProcessOutcome(113, "", Captured.NOT_FOUND);
        }
        return said(running ? Captured.RUNNING.replace("912", "" + pid) : Captured.ENDED);
    }

    private ProcessOutcome bootstrap() {
        if (loaded || disabled || !hasPlist()) {
            return new ProcessOutcome(5, "", "Bootstrap failed: 5: Input/output error\n");
        }
        loaded = true;
        running = true;
        return said("");
    }

    private ProcessOutcome bootout() {
        if (!loaded) {
            return new ProcessOutcome(3, "", "Boot-out failed: 3: No such process\n");
        }
        loaded = false;
        running = false;
        return said("");
    }

    private ProcessOutcome setDisabled(boolean value) {
        disabled = value;
        return said("");
    }

    private ProcessOutcome restart() {
        if (!loaded) {
            return new ProcessOutcome(113, "", Captured.NOT_FOUND);
        }
        running = true;
        pid++;
        return said("");
    }

    private static ProcessOutcome said(String text) {
        return new ProcessOutcome(0, text, "");
    }

    @Override
    public String toString() {
        return "loaded " + loaded + ", running " + running + ", disabled " + disabled;
    }
}
