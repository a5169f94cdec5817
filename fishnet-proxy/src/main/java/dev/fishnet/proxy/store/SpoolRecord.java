package dev.fishnet.proxy.store;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Something in the spool. */
final class SpoolRecord {
    /** What it is. */
    enum Kind {
        HOLD((byte) 1),
        INTENT((byte) 2);

        private final byte code;

        Kind(byte code) {
            this.code = code;
        }

        private static @Nullable Kind of(byte code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            return null;
        }
    }

    /** More does not go there: it would crowd out the rest. */
    static final int LONGEST = 64 * 1024;

    /** A check sum, the length of what follows the head, the number, the kind. */
    private static final int HEAD = Integer.BYTES + Integer.BYTES + Long.BYTES + 1;

    private final long number;
    private final Kind kind;
    private final byte[] bytes;

    /**
     * A record.
     *
     * @param number one more than that of the record before, from 1 on
     * @param bytes what is to be read by its kind
     */
    SpoolRecord(long number, Kind kind, byte[] bytes) {
        this.number = number;
        this.kind = kind;
        this.bytes = bytes;
    }

    long number() {
        return number;
    }

    Kind kind() {
        return kind;
    }

    /** Not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    /** In the file. */
    int length() {
        return HEAD + bytes.length;
    }

    /**
     * As it is in the file.
     *
     * @param id of the spool it is for: in another one it is none
     */
    byte[] written(long id) {
        ByteBuffer all = ByteBuffer.allocate(length());
        all.putInt(0).putInt(bytes.length).putLong(number).put(kind.code).put(bytes);
        return all.putInt(0, checkSum(id, all.array())).array();
    }

    /**
     * Reads what begins at a place.
     *
     * @return empty when there is no whole record of that spool
     */
    static Optional<SpoolRecord> read(ByteBuffer memory, int from, int to, long id) {
        if (to - from < HEAD) {
            return Optional.empty();
        }
        int length = memory.getInt(from + Integer.BYTES);
        if (length < 0 || length > LONGEST || length > to - from - HEAD) {
            return Optional.empty();
        }
        byte[] all = new byte[HEAD + length];
        memory.get(from, all);
        return checked(all, id);
    }

    private static Optional<SpoolRecord> checked(byte[] all, long id) {
        ByteBuffer record = ByteBuffer.wrap(all);
        int sum = record.getInt();
        int length = record.getInt();
        long number = record.getLong();
        Kind kind = Kind.of(record.get());
        if (sum != checkSum(id, all) || kind == null) {
            return Optional.empty();
        }
        byte[] bytes = new byte[length];
        record.get(bytes);
        return Optional.of(new SpoolRecord(number, kind, bytes));
    }

    /** A record that was half written when its process was killed has another one. */
    private static int checkSum(long id, byte[] all) {
        CRC32C sum = new CRC32C();
        sum.update(ByteBuffer.allocate(Long.BYTES).putLong(0, id));
        sum.update(all, Integer.BYTES, all.length - Integer.BYTES);
        return (int) sum.getValue();
    }
}
