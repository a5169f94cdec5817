package dev.fishnet.vault;

import dev.fishnet.error.FishnetException;
import java.util.Optional;

/**
 * A place of the operating system's that keeps the key to a vault slot, so that the daemon unlocks without a person.
 * Which place was found is said to the operator, so every one has a name.
 */
public interface KeyStorePort {
    /** What to call this place, for example {@code the key file /var/lib/fishnet/vault.key}. */
    String description();

    /**
     * The key, or empty when this place holds none.
     *
     * @throws FishnetException when there is one that cannot be read, or that others could have read
     */
    Optional<SecretBytes> load() throws FishnetException;

    /**
     * Keeps a key, in place of any that is there; it can be loaded again when this returns.
     *
     * @param key 32 bytes, lent
     * @throws FishnetException of kind UNAVAILABLE when this place cannot be written from here
     */
    void store(SecretBytes key) throws FishnetException;
}
