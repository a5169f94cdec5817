package dev.fishnet.cli.init;

import dev.fishnet.audit.Action;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Terminal;
import dev.fishnet.cli.Workspace;
import dev.fishnet.cli.credential.MasterPassword;
import dev.fishnet.cli.record.ActLog;
import dev.fishnet.error.FishnetException;
import dev.fishnet.storage.DataDirectory;
import dev.fishnet.storage.VaultFile;
import dev.fishnet.vault.KdfParameters;
import dev.fishnet.vault.SecretBytes;
import dev.fishnet.vault.Vault;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the service user does: the vault, the key that unlocks it, the first credential, the configuration. */
final class VaultPhase {
    static final String STORE_KEY = "--store-derived-key-in-keychain";

    private final Workspace workspace;
    private final MasterPassword password;
    private final UnlockKey unlockKey;
    private final FirstCredential firstCredential;
    private final FirstConfig firstConfig;
    private final ActLog acts;
    private final Terminal terminal;

    @Inject
    VaultPhase(
            Workspace workspace,
            MasterPassword password,
            UnlockKey unlockKey,
            FirstCredential firstCredential,
            FirstConfig firstConfig,
            ActLog acts,
            Terminal terminal) {
        this.workspace = workspace;
        this.password = password;
        this.unlockKey = unlockKey;
        this.firstCredential = firstCredential;
        this.firstConfig = firstConfig;
        this.acts = acts.expectingNone();
        this.terminal = terminal;
    }

    /** Each part looks whether it is done already, so that a run that was interrupted can be repeated. */
    void run(Leaf values) throws FishnetException {
        firstConfig.check(values);
        DataDirectory data = workspace.data();
        boolean isNew = !data.vault().exists();
        List<String> done;
        try (Vault vault = isNew ? create(values, data.vault()) : open(values, data.vault())) {
            done = Stream.of(
                            isNew ? Optional.of("Vault made at " + data.vault().path()) : Optional.<String>empty(),
                            values.isSet(STORE_KEY) ? unlockKey.keep(values, data, vault) : Optional.<String>empty(),
                            firstCredential.store(values, data.vault(), vault),
                            firstConfig.write(values, data))
                    .flatMap(Optional::stream)
                    .toList();
        }
        report(done);
    }

    private Vault create(Leaf values, VaultFile file) throws FishnetException {
        try (SecretBytes master = password.chosen(values)) {
            return acts.before(log -> {
                Vault vault = Vault.create(master, KdfParameters.DEFAULT);
                log.announce(Action.VAULT_CREATED, "vault", "at " + file.path());
                file.create(vault);
                return vault;
            });
        }
    }

    private Vault open(Leaf values, VaultFile file) throws FishnetException {
        try (SecretBytes master = password.existing(values)) {
            return acts.unlocking(values.command(), () -> file.read().open(master));
        }
    }

    private void report(List<String> done) {
        if (done.isEmpty()) {
            terminal.say("Fishnet init complete: everything was there already, nothing has changed.");
            return;
        }
        terminal.say("Fishnet init complete.");
        done.forEach(terminal::say);
        terminal.say("Run: sudo fishnet service install --apply");
    }
}
