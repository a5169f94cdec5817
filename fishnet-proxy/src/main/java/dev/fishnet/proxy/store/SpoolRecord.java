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
    private static final int LENGTH = Integer.BYTES;

    private static final int NUMBER = LENGTH + Integer.BYTES;
    private static final int KIND = NUMBER + Long.BYTES;
    private static final int HEAD = KIND + 1;

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
     * As it is in the file: what lies between position and limit.
     *
     * @param id of the spool it is for: in another one it is none
     * @param room an array's, where it is written if it fits
     */
    ByteBuffer written(long id, ByteBuffer room) {
        int begin = Long.BYTES - LENGTH;
        int end = begin + length();
        ByteBuffer all = end <= room.capacity() ? room.clear() : ByteBuffer.allocate(end);
        // What is summed lies behind each other; the sum then takes the place of the id's last bytes.
        all.putLong(Long.reverseBytes(id))
                .putInt(bytes.length)
                .putLong(number)
                .put(kind.code)
                .put(bytes);
        CRC32C sum = new CRC32C();
        sum.update(all.array(), 0, end);
        return all.putInt(begin, (int) sum.getValue()).limit(end).position(begin);
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
        int length = memory.getInt(from + LENGTH);
        if (length < 0 || length > LONGEST || length > to - from - HEAD) {
            return Optional.empty();
        }
        Kind kind = Kind.of(memory.get(from + KIND));
        if (kind == null || memory.getInt(from) != checkSum(id, memory, from, HEAD + length)) {
            return Optional.empty();
        }
        byte[] bytes = new byte[length];
        memory.get(from + HEAD, bytes);
        return Optional.of(new SpoolRecord(memory.getLong(from + NUMBER), kind, bytes));
    }

    /** A record that was half written when its process was killed has another one. */
    private static int checkSum(long id, ByteBuffer memory, int from, int length) {
        CRC32C sum = new CRC32C();
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            sum.update((int) (id >>> shift));
        }
        sum.update(memory.slice(from + LENGTH, length - LENGTH));
        return (int) sum.getValue();
    }
}
