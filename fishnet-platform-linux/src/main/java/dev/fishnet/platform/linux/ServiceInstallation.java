package dev.fishnet.platform.linux;

import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.FileMode;
import dev.fishnet.plan.Step;
import dev.fishnet.process.Command;
import dev.fishnet.service.ServiceDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From what is there to a daemon that runs and starts at boot. The order is what undoing needs: a daemon that ran is
 * stopped before anything it uses changes, so that its start, as the last to be undone, finds everything put back.
 */
final class ServiceInstallation {
    private static final int UNIT_MODE = 0644;

    private final MachineFiles files;
    private final ProgramImage image;
    private final VaultKeyHandover key;
    private final String unit;
    private final UnitStatus status;

    ServiceInstallation(MachineFiles files, ServiceDefinition definition, String java, String unit, UnitStatus status) {
        this.files = files;
        this.image = new ProgramImage(files, definition.image(), definition.sources(), java);
        this.key = new VaultKeyHandover(files, definition.dataDirectory());
        this.unit = unit;
        this.status = status;
    }

    ChangePlan plan() throws FishnetException {
        boolean newImage = !image.isCurrent();
        boolean newKey = key.isPending();
        boolean newUnit = !isUnitCurrent();
        boolean changes = newImage || newKey || newUnit;
        List<Step> steps = new ArrayList<>();
        addIf(newImage, steps, image.prepare());
        addIf(changes && status.running(), steps, List.of(stop()));
        addIf(newImage, steps, image.swap());
        addIf(newKey, steps, newKey ? key.steps() : List.of());
        addIf(newUnit, steps, writeUnit());
        addIf(!status.enabled(), steps, List.of(enable()));
        addIf(status.failed(), steps, List.of(systemctl("reset-failed")));
        addIf(changes || !status.running(), steps, List.of(systemctl("start")));
        cleanUp(image.leftovers(newImage), key.leftovers(), steps);
        return new ChangePlan("Service install", steps);
    }

    private static void addIf(boolean needed, List<Step> steps, List<Step> more) {
        if (needed) {
            steps.addAll(more);
        }
    }

    /** One command, the last: whatever fails before it can be undone, and nothing can fail after it. */
    private static void cleanUp(List<String> ofImage, List<String> ofKey, List<Step> steps) {
        List<String> argv = new ArrayList<>(List.of("rm", "-rf"));
        argv.addAll(ofImage);
        argv.addAll(ofKey);
        if (argv.size() > 2) {
            steps.add(Step.Run.of(Command.of(argv.toArray(String[]::new))));
        }
    }

    private boolean isUnitCurrent() throws FishnetException {
        Optional<FileEntry> entry = files.look(SystemdServiceManager.PATH);
        return entry.isPresent()
                && entry.get().kind() == FileEntry.Kind.FILE
                && entry.get().isRootsWith(UNIT_MODE)
                && files.text(SystemdServiceManager.PATH).equals(Optional.of(unit))
                && !status.outdated();
    }

    private List<Step> writeUnit() {
        return List.of(
                new Step.WriteFile(SystemdServiceManager.PATH, unit, new FileMode("root", "root", UNIT_MODE)),
                Step.Run.of(Command.of("systemctl", "daemon-reload")));
    }

    /** Enabling reloads what has been put back; starting alone would start the unit as it was loaded last. */
    private Step stop() {
        Command back = status.enabled()
                ? Command.of("systemctl", "enable", "--now", SystemdServiceManager.UNIT)
                : Command.of("systemctl", "start", SystemdServiceManager.UNIT);
        return Step.Run.of(Command.of("systemctl", "stop", SystemdServiceManager.UNIT), back);
    }

    /** Its undo stops too: a start that failed may be about to be repeated. */
    private Step enable() {
        Command undo = status.running()
                ? Command.of("systemctl", "disable", SystemdServiceManager.UNIT)
                : Command.of("systemctl", "disable", "--now", SystemdServiceManager.UNIT);
        return Step.Run.of(Command.of("systemctl", "enable", SystemdServiceManager.UNIT), undo);
    }

    private static Step systemctl(String verb) {
        return Step.Run.of(Command.of("systemctl", verb, SystemdServiceManager.UNIT));
    }
}
