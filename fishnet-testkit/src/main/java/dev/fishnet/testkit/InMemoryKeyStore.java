package dev.fishnet.testkit;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.vault.KeyStorePort;
import dev.fishnet.vault.SecretBytes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A key store that forgets when it is forgotten. */
public final class InMemoryKeyStore implements KeyStorePort {
    private static final int KEY_BYTES = 32;

    private byte @Nullable [] kept;

    @Override
    public String description() {
        return "the key store in memory";
    }

    @Override
    public Optional<SecretBytes> load() {
        return Optional.ofNullable(kept).map(key -> SecretBytes.takeFrom(key.clone()));
    }

    @Override
    public void store(SecretBytes key) throws FishnetException {
        if (key.length() != KEY_BYTES) {
            throw new FishnetException(
                    ErrorKind.USAGE, "a key has 32 bytes, not " + key.length(), "store the vault's key again");
        }
        kept = key.use(byte[]::clone);
    }

    @Override
    public String toString() {
        return description();
    }
}
