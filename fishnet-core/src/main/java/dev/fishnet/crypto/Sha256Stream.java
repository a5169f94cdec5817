package dev.fishnet.crypto;

import java.nio.ByteBuffer;
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
        add(octets, 0, octets.length);
    }

    /** The same, of some of them. */
    public void add(byte[] octets, int from, int count) {
        pass();
        digest.update(octets, from, count);
    }

    /** The same, of what remains in a buffer, whose position moves to its end. */
    public void add(ByteBuffer octets) {
        pass();
        digest.update(octets);
    }

    private void pass() {
        digest.update(held, 0, count);
        count = 0;
    }

    /** The digest of all of it, {@link Sha256#BYTES} long; after that this one is new again. */
    public byte[] finish() {
        pass();
        return digest.digest();
    }
}
