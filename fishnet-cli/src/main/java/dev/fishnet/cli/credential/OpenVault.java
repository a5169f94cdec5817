package dev.fishnet.cli.credential;

import dev.fishnet.audit.Action;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Terminal;
import dev.fishnet.cli.Workspace;
import dev.fishnet.cli.record.ActLog;
import dev.fishnet.cli.record.ActLog.Announcement;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.storage.DataDirectory;
import dev.fishnet.storage.VaultFile;
import dev.fishnet.vault.KdfParameters;
import dev.fishnet.vault.SecretBytes;
import dev.fishnet.vault.Vault;
import dev.fishnet.vault.VaultChange;
import jakarta.inject.Inject;

/** Opens this installation's vault for a command, and writes what the command changes. */
final class OpenVault {
    private final Workspace workspace;
    private final MasterPassword password;
    private final ActLog acts;
    private final Terminal terminal;

    @Inject
    OpenVault(Workspace workspace, MasterPassword password, ActLog acts, Terminal terminal) {
        this.workspace = workspace;
        this.password = password;
        this.acts = acts;
        this.terminal = terminal;
    }

    /** The file of a vault that exists. */
    VaultFile file() throws FishnetException {
        return workspace
                .existingData()
                .map(DataDirectory::vault)
                .filter(VaultFile::exists)
                .orElseThrow(() -> new FishnetException(
                        ErrorKind.NOT_FOUND, "there is no vault yet", "'fishnet add-key' makes one"));
    }

    /** The vault, for reading; the caller closes it. */
    Vault read(Leaf values) throws FishnetException {
        VaultFile file = file();
        try (SecretBytes master = password.existing(values)) {
            return acts.unlocking(values.command(), () -> file.read().open(master));
        }
    }

    private void change(Leaf values, VaultChange change) throws FishnetException {
        VaultFile file = file();
        try (Vault vault = read(values)) {
            file.update(vault, change).close();
        }
    }

    /** Changes the vault and writes it; makes it first where there is none. */
    void changeOrCreate(Leaf values, Announcement log, VaultChange change) throws FishnetException {
        VaultFile file = workspace.data().vault();
        if (file.exists()) {
            change(values, change);
            return;
        }
        terminal.note("there is no vault yet: a new one will be made at " + file.path());
        try (SecretBytes master = password.chosen(values);
                Vault vault = Vault.create(master, KdfParameters.DEFAULT)) {
            log.announce(Action.VAULT_CREATED, "vault", "at " + file.path());
            change.applyTo(vault);
            file.create(vault);
        }
    }
}
