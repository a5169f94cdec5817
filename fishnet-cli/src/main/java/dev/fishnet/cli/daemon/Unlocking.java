package dev.fishnet.cli.daemon;

import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Terminal;
import dev.fishnet.cli.credential.MasterPassword;
import dev.fishnet.cli.record.ActLog;
import dev.fishnet.error.FishnetException;
import dev.fishnet.platform.PlatformPorts;
import dev.fishnet.storage.DataDirectory;
import dev.fishnet.vault.KeyStorePort;
import dev.fishnet.vault.SecretBytes;
import dev.fishnet.vault.Vault;
import jakarta.inject.Inject;
import java.util.Optional;

/** Opens the daemon's vault: with a key that the system keeps, or else with the password; and says with which. */
final class Unlocking {
    private final PlatformPorts platform;
    private final MasterPassword password;
    private final ActLog acts;
    private final Terminal terminal;

    @Inject
    Unlocking(PlatformPorts platform, MasterPassword password, ActLog acts, Terminal terminal) {
        this.platform = platform;
        this.password = password;
        this.acts = acts;
        this.terminal = terminal;
    }

    Vault open(DataDirectory data, Leaf values) throws FishnetException {
        Optional<Vault> unlocked = data.vault().exists() ? withKeptKey(data, values) : Optional.empty();
        return unlocked.isPresent() ? unlocked.get() : password.openForDaemon(data.vault(), values);
    }

    private Optional<Vault> withKeptKey(DataDirectory data, Leaf values) throws FishnetException {
        for (KeyStorePort place : platform.keyStores(data.path().toString())) {
            Optional<Vault> vault = tryKey(data, place, values);
            if (vault.isPresent()) {
                terminal.say("[fishnet] unlocked with " + place.description());
                return vault;
            }
        }
        return Optional.empty();
    }

    /** A key that does not open the vault is said, and the next way tried: a password may still do. */
    private Optional<Vault> tryKey(DataDirectory data, KeyStorePort place, Leaf values) {
        try {
            Optional<SecretBytes> kept = place.load();
            if (kept.isEmpty()) {
                return Optional.empty();
            }
            try (SecretBytes key = kept.get()) {
                return Optional.of(acts.expectingNone()
                        .unlocking(values.command(), () -> data.vault().read().openWithKey(key)));
            }
        } catch (FishnetException e) {
            terminal.note(place.description() + " does not unlock the vault: " + e.getMessage());
            return Optional.empty();
        }
    }
}
