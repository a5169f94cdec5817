package dev.fishnet.cli.init;

import dev.fishnet.audit.Action;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.record.ActLog;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.platform.PlatformPorts;
import dev.fishnet.storage.DataDirectory;
import dev.fishnet.vault.KeyStorePort;
import dev.fishnet.vault.SecretBytes;
import dev.fishnet.vault.SlotKind;
import dev.fishnet.vault.UnlockSlot;
import dev.fishnet.vault.Vault;
import dev.fishnet.vault.VaultException;
import jakarta.inject.Inject;
import java.util.Optional;

/** A slot of the vault whose key the operating system keeps, so that the daemon starts without a person. */
final class UnlockKey {
    private static final int KEY_BYTES = 32;

    private final PlatformPorts platform;
    private final ActLog acts;

    @Inject
    UnlockKey(PlatformPorts platform, ActLog acts) {
        this.platform = platform;
        this.acts = acts;
    }

    /** Makes the slot and keeps its key, unless one is kept that opens the vault; says where it is kept. */
    Optional<String> keep(Leaf values, DataDirectory data, Vault vault) throws FishnetException {
        if (isKept(values, data)) {
            return Optional.empty();
        }
        return acts.before(log -> {
            try (SecretBytes key = SecretBytes.random(KEY_BYTES)) {
                log.announce(Action.UNLOCK_KEY_KEPT, "vault", "opens it without a person");
                data.vault().update(vault, latest -> replaceSlot(latest, key)).close();
                return Optional.of("Vault key kept in " + store(data, key));
            }
        });
    }

    private boolean isKept(Leaf values, DataDirectory data) throws FishnetException {
        for (KeyStorePort place : platform.keyStores(data.path().toString())) {
            Optional<SecretBytes> key = place.load();
            if (key.isPresent() && opens(values, data, key.get())) {
                return true;
            }
        }
        return false;
    }

    private boolean opens(Leaf values, DataDirectory data, SecretBytes key) throws FishnetException {
        try (key;
                Vault open = acts.unlocking(
                        values.command(), () -> data.vault().read().openWithKey(key))) {
            return open.generation() > 0;
        } catch (FishnetException e) {
            if (e.kind() == ErrorKind.CORRUPT) {
                return false;
            }
            throw e;
        }
    }

    /** A slot whose key is lost, because an earlier run was interrupted, makes room. */
    private static void replaceSlot(Vault vault, SecretBytes key) throws VaultException {
        UnlockSlot added = vault.addKey(SlotKind.KEYSTORE, key);
        for (UnlockSlot slot : vault.slots()) {
            if (slot.kind() == SlotKind.KEYSTORE && !slot.id().equals(added.id())) {
                vault.removeSlot(slot.id());
            }
        }
    }

    private String store(DataDirectory data, SecretBytes key) throws FishnetException {
        FishnetException refused = new FishnetException(
                ErrorKind.UNAVAILABLE, "this system has no place for the vault's key", "start with a password instead");
        for (KeyStorePort place : platform.keyStores(data.path().toString())) {
            try {
                place.store(key);
                return place.description();
            } catch (FishnetException e) {
                refused.addSuppressed(e);
            }
        }
        throw refused;
    }
}
