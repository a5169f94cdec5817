package dev.fishnet.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 over a message that is not held in memory. */
public final class RunningHash {
    private final MessageDigest digest;

    public RunningHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** Goes on with these bytes. */
    public void add(byte[] bytes, int from, int length) {
        digest.update(bytes, from, length);
    }

    /** The digest of everything that was added, {@link Sha256#BYTES} long; the next message begins. */
    public byte[] digest() {
        return digest.digest();
    }
}
