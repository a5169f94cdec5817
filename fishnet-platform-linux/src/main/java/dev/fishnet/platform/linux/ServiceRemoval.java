package dev.fishnet.platform.linux;

import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.Step;
import dev.fishnet.process.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Everything of ours but the data. The credential goes too: whoever uninstalls does not expect a key to the vault to
 * stay behind. The vault opens with its password from then on, and {@code init --store-derived-key-in-keychain} makes a
 * new key before the next installation. The program stays while it looks after a lockdown. What cannot be undone comes
 * last.
 */
final class ServiceRemoval {
    private static final Set<String> OURS = Set.of("vault-key.cred", "vault-key.cred.old", "vault-key.plain", "env");

    private final MachineFiles files;
    private final String image;
    private final UnitStatus status;

    ServiceRemoval(MachineFiles files, String image, UnitStatus status) {
        this.files = files;
        this.image = image;
        this.status = status;
    }

    ChangePlan plan() throws FishnetException {
        List<Step> steps = new ArrayList<>();
        if (isThere(SystemdServiceManager.PATH)) {
            steps.add(disable());
            steps.add(new Step.RemoveFile(SystemdServiceManager.PATH));
            steps.add(Step.Run.of(Command.of("systemctl", "daemon-reload")));
        } else if (status.running()) {
            steps.add(Step.Run.of(Command.of("systemctl", "stop", SystemdServiceManager.UNIT)));
        }
        removeText(VaultKeyHandover.CREDENTIAL, steps);
        removeText(VaultKeyHandover.ENVIRONMENT, steps);
        removeForGood(VaultKeyHandover.OLD_CREDENTIAL, steps);
        removeForGood(VaultKeyHandover.PLAIN, steps);
        if (!isThere(SystemdUnits.path(FirewallUnits.HEAL)) && !new PackagedProgram(files, image).isThere()) {
            removeForGood(image, steps);
        }
        if (isThere(VaultKeyHandover.FOLDER) && OURS.containsAll(files.names(VaultKeyHandover.FOLDER))) {
            steps.add(Step.Run.of(Command.of("rmdir", VaultKeyHandover.FOLDER)));
        }
        return new ChangePlan("Service uninstall", steps);
    }

    private Step disable() {
        Command disable = Command.of("systemctl", "disable", "--now", SystemdServiceManager.UNIT);
        if (!status.enabled() && !status.running()) {
            return Step.Run.of(disable);
        }
        return Step.Run.of(disable, back());
    }

    private Command back() {
        if (!status.running()) {
            return Command.of("systemctl", "enable", SystemdServiceManager.UNIT);
        }
        return status.enabled()
                ? Command.of("systemctl", "enable", "--now", SystemdServiceManager.UNIT)
                : Command.of("systemctl", "start", SystemdServiceManager.UNIT);
    }

    private void removeText(String path, List<Step> steps) throws FishnetException {
        if (isThere(path)) {
            steps.add(new Step.RemoveFile(path));
        }
    }

    private void removeForGood(String path, List<Step> steps) throws FishnetException {
        if (isThere(path)) {
            steps.add(Step.Run.of(Command.of("rm", "-rf", path)));
        }
    }

    private boolean isThere(String path) throws FishnetException {
        return files.look(path).isPresent();
    }
}
