package dev.fishnet.crypto;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** SHA-256 (FIPS 180-4) of a message that comes in pieces. */
public final class Sha256Stream {
    private @Nullable Sha256Work work;

    /** Takes the message's next byte, the lowest eight bits of a number. */
    public void add(int octet) {
        work().add(octet);
    }

    /** Takes the message's next bytes. */
    public void add(byte[] octets) {
        add(octets, 0, octets.length);
    }

    /** The same, of some of them. */
    public void add(byte[] octets, int from, int count) {
        work().add(octets, from, count);
    }

    /** The same, of what remains in a buffer, whose position moves to its end. */
    public void add(ByteBuffer octets) {
        work().add(octets);
    }

    private Sha256Work work() {
        Sha256Work present = work;
        if (present == null) {
            present = Sha256Work.take();
            work = present;
        }
        return present;
    }

    /** The digest of all of it, {@link Sha256#BYTES} long; after that this one is new again. */
    public byte[] finish() {
        byte[] digest = work().finish();
        work = null;
        return digest;
    }
}
