package dev.fishnet.vault;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Writes the vault's octets: integers are unsigned and big-endian, names are ASCII after a one-byte length. */
final class OctetWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    OctetWriter u8(int value) {
        out.write(value);
        return this;
    }

    OctetWriter u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    OctetWriter u32(int value) {
        return u16(value >>> 16).u16(value);
    }

    OctetWriter u64(long value) {
        return u32((int) (value >>> 32)).u32((int) value);
    }

    OctetWriter uuid(UUID value) {
        return u64(value.getMostSignificantBits()).u64(value.getLeastSignificantBits());
    }

    OctetWriter octets(byte[] value) {
        out.writeBytes(value);
        return this;
    }

    OctetWriter ascii(String value) {
        return octets(value.getBytes(StandardCharsets.US_ASCII));
    }

    OctetWriter name(String value) {
        return u8(value.length()).ascii(value);
    }

    byte[] toBytes() {
        return out.toByteArray();
    }
}
