package dev.fishnet.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A checksum that finds accidents, and nothing an attacker did: SHA-256 (FIPS 180-4). */
public final class Sha256 {
    public static final int BYTES = 32;

    private Sha256() {}

    /** The digest, {@link #BYTES} long. */
    public static byte[] of(byte[] message) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
