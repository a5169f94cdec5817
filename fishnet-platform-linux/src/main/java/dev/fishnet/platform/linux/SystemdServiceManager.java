package dev.fishnet.platform.linux;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.Step;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.service.ServiceDefinition;
import dev.fishnet.service.ServiceManagerPort;
import dev.fishnet.service.ServiceState;
import java.util.List;

/** The daemon as a unit of systemd, through systemctl(1). */
final class SystemdServiceManager implements ServiceManagerPort {
    static final String UNIT = "fishnet.service";
    static final String PATH = "/etc/systemd/system/" + UNIT;

    /** There while systemd is process 1, and nowhere else (sd_booted(3)). */
    private static final String BOOTED = "/run/systemd/system";

    private final ProcessControlPort processes;
    private final MachineFiles files;
    private final String image;

    /** @param image where {@link #uninstall} looks for the program */
    SystemdServiceManager(ProcessControlPort processes, MachineFiles files, String image) {
        this.processes = processes;
        this.files = files;
        this.image = image;
    }

    @Override
    public String unitPath() {
        return PATH;
    }

    @Override
    public String unitText(ServiceDefinition definition) throws FishnetException {
        VaultKeyHandover key = new VaultKeyHandover(files, definition.dataDirectory());
        return UnitText.render(definition, files.real(definition.java()), key.isEncrypted());
    }

    @Override
    public ChangePlan install(ServiceDefinition definition) throws FishnetException {
        requireSystemd();
        String java = new TrustedRuntime(files).require(definition.java());
        return new ServiceInstallation(files, definition, java, unitText(definition), status()).plan();
    }

    @Override
    public ChangePlan uninstall() throws FishnetException {
        requireSystemd();
        return new ServiceRemoval(files, image, status()).plan();
    }

    @Override
    public ChangePlan stop() throws FishnetException {
        requireSystemd();
        Command stop = Command.of("systemctl", "stop", UNIT);
        return new ChangePlan("Service stop", status().running() ? List.of(Step.Run.of(stop)) : List.of());
    }

    @Override
    public String logCommand() {
        return "sudo journalctl -u fishnet -n 20";
    }

    @Override
    public String startCommand() {
        return "sudo systemctl start fishnet";
    }

    @Override
    public ServiceState inspect() {
        try {
            return files.look(PATH).isEmpty() ? new ServiceState.NotInstalled() : status().state();
        } catch (FishnetException e) {
            return new ServiceState.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private UnitStatus status() throws FishnetException {
        ProcessOutcome outcome =
                processes.run(Command.of("systemctl", "show", "--property=" + UnitStatus.PROPERTIES, UNIT));
        if (!outcome.succeeded()) {
            throw new FishnetException(
                    ErrorKind.UNAVAILABLE,
                    "systemd does not answer: "
                            + outcome.errors().lines().findFirst().orElse("it gave no reason"));
        }
        return UnitStatus.parse(outcome.output());
    }

    private void requireSystemd() throws FishnetException {
        if (files.look(BOOTED).isEmpty()) {
            throw new FishnetException(
                    ErrorKind.UNAVAILABLE,
                    "systemd does not run this machine, and Fishnet knows no other service manager here",
                    "let yours run 'fishnet start' as the user fishnet");
        }
    }
}
