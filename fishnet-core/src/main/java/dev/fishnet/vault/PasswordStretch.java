package dev.fishnet.vault;

import dev.fishnet.crypto.AesGcm;
import dev.fishnet.crypto.Argon2id;

/** How a password becomes a key: always Argon2id, and somewhere that has the memory it takes. */
@FunctionalInterface
public interface PasswordStretch {
    /** Of the key that comes out, in bytes. */
    int KEY_BYTES = AesGcm.KEY_BYTES;

    /** In this process, whose heap grows by what the parameters ask for. */
    PasswordStretch HERE = PasswordStretch::here;

    /**
     * Makes the key.
     *
     * @param password lent; not changed
     * @return {@link #KEY_BYTES} bytes, which the caller wipes
     * @throws VaultException of kind UNAVAILABLE when there is not enough memory, or no place to do it
     */
    byte[] stretch(byte[] password, byte[] salt, KdfParameters kdf) throws VaultException;

    private static byte[] here(byte[] password, byte[] salt, KdfParameters kdf) throws VaultException {
        try {
            return Argon2id.derive(password, salt, kdf.memoryKiB(), kdf.iterations(), kdf.parallelism(), KEY_BYTES);
        } catch (OutOfMemoryError e) {
            throw VaultException.notEnoughMemory(kdf, e);
        }
    }
}
