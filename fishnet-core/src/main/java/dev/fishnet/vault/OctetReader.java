package dev.fishnet.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Reads what {@link OctetWriter} writes. Lengths are held against what is left before anything is allocated. */
final class OctetReader {
    private final ByteBuffer in;

    OctetReader(byte[] octets) {
        this.in = ByteBuffer.wrap(octets);
    }

    int remaining() {
        return in.remaining();
    }

    int u8() throws VaultException {
        return need(1).get() & 0xFF;
    }

    int u16() throws VaultException {
        return need(2).getShort() & 0xFFFF;
    }

    /** The 32 bits as they are; values above {@link Integer#MAX_VALUE} come out negative. */
    int u32() throws VaultException {
        return need(4).getInt();
    }

    /** A number that still can be counted up: 64 bits, of which the upper two are refused. */
    long counter() throws VaultException {
        long value = need(8).getLong();
        if (value < 0 || value > Long.MAX_VALUE / 2) {
            throw VaultException.damaged("a number is out of range");
        }
        return value;
    }

    UUID uuid() throws VaultException {
        need(16);
        return new UUID(in.getLong(), in.getLong());
    }

    byte[] octets(int length) throws VaultException {
        need(length);
        byte[] value = new byte[length];
        in.get(value);
        return value;
    }

    String name() throws VaultException {
        return new String(octets(u8()), StandardCharsets.ISO_8859_1);
    }

    private ByteBuffer need(int length) throws VaultException {
        if (in.remaining() < length) {
            throw VaultException.damaged("it ends too early");
        }
        return in;
    }
}
