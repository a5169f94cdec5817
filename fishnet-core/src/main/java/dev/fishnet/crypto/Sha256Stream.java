package dev.fishnet.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 (FIPS 180-4) of a message that comes in pieces. */
public final class Sha256Stream {
    private final MessageDigest digest;
    private final byte[] held = new byte[1024];
    private int count;

    /** A digest of nothing yet. */
    public Sha256Stream() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** Takes the message's next byte, the lowest eight bits of a number. */
    public void add(int octet) {
        if (count == held.length) {
            digest.update(held);
            count = 0;
        }
        held[count] = (byte) octet;
        count++;
    }

    /** Takes the message's next bytes. */
    public void add(byte[] octets) {
        for (byte octet : octets) {
            add(octet);
        }
    }

    /** The digest of all of it, {@link Sha256#BYTES} long; after that this one is new again. */
    public byte[] finish() {
        digest.update(held, 0, count);
        count = 0;
        return digest.digest();
    }
}
