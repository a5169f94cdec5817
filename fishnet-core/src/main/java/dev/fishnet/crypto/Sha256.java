package dev.fishnet.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SHA-256 (FIPS 180-4). A digest that lies beside its message finds accidents, and nothing an attacker did; what is
 * signed, or kept elsewhere, finds both.
 */
public final class Sha256 {
    public static final int BYTES = 32;

    /** One for each thread: to make one takes as long as to hash a line. */
    private static final ThreadLocal<MessageDigest> DIGEST = ThreadLocal.withInitial(Sha256::make);

    private Sha256() {}

    /** The digest, {@link #BYTES} long. */
    public static byte[] of(byte[] message) {
        return fresh().digest(message);
    }

    /** The digest of a message in parts that follow each other. */
    public static byte[] of(byte[] first, byte[]... next) {
        MessageDigest digest = fresh();
        digest.update(first);
        for (byte[] part : next) {
            digest.update(part);
        }
        return digest.digest();
    }

    /** The digest of one byte and, right behind it, so many of an array. */
    public static byte[] of(byte first, byte[] next, int from, int count) {
        MessageDigest digest = fresh();
        digest.update(first);
        digest.update(next, from, count);
        return digest.digest();
    }

    /** Without anything in it of a message that failed halfway. */
    private static MessageDigest fresh() {
        MessageDigest digest = DIGEST.get();
        digest.reset();
        return digest;
    }

    static MessageDigest make() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
