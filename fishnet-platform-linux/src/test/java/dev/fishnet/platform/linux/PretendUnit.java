package dev.fishnet.platform.linux;

import dev.fishnet.process.ProcessOutcome;
import java.util.List;

/** What systemd knows of our unit on a {@link PretendMachine}. */
final class PretendUnit {
    private final PretendMachine machine;
    private boolean enabled;
    private boolean running;
    private boolean failed;
    private String loaded = "";

    PretendUnit(PretendMachine machine) {
        this.machine = machine;
    }

    PretendUnit fail() {
        running = false;
        failed = true;
        return this;
    }

    PretendUnit disable() {
        enabled = false;
        return this;
    }

    ProcessOutcome run(List<String> argv) {
        return switch (argv.get(1)) {
            case "show" -> show();
            case "daemon-reload" -> reload();
            case "enable" -> enable(true, argv.contains("--now"));
            case "disable" -> enable(false, argv.contains("--now"));
            case "start" -> start();
            case "stop" -> stop();
            case "reset-failed" -> resetFailed();
            default -> new ProcessOutcome(1, "", "Unknown command verb.\n");
        };
    }

    private ProcessOutcome show() {
        boolean outdated = !loaded.isEmpty() && !loaded.equals(onDisk());
        return new ProcessOutcome(
                0,
                "MainPID=" + (running ? 77 : 0) + "\nActiveState="
                        + (running ? "active" : failed ? "failed" : "inactive") + "\nUnitFileState="
                        + (enabled ? "enabled" : "") + "\nNeedDaemonReload=" + (outdated ? "yes" : "no") + "\n",
                "");
    }

    private String onDisk() {
        return machine.has(SystemdServiceManager.PATH) ? machine.digest(SystemdServiceManager.PATH) : "";
    }

    private ProcessOutcome reload() {
        loaded = onDisk();
        return new ProcessOutcome(0, "", "");
    }

    private ProcessOutcome enable(boolean wanted, boolean now) {
        reload();
        enabled = wanted;
        if (!now) {
            return new ProcessOutcome(0, "", "");
        }
        return wanted ? start() : stop();
    }

    /** What runs is what was loaded, with the program that lies there. */
    private ProcessOutcome start() {
        running = !loaded.isEmpty() && machine.has("/usr/lib/fishnet/lib/libjnidispatch.so");
        failed = !running;
        return new ProcessOutcome(running ? 0 : 1, "", "");
    }

    private ProcessOutcome stop() {
        running = false;
        return new ProcessOutcome(0, "", "");
    }

    private ProcessOutcome resetFailed() {
        failed = false;
        return new ProcessOutcome(0, "", "");
    }

    /** Not what is loaded: systemd forgets a unit that is gone by itself. */
    @Override
    public String toString() {
        return "enabled=" + enabled + " running=" + running;
    }
}
