package dev.fishnet.proxy.key;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds one byte of ASCII, a letter in either case, eight at a time. */
final class FoldedByte {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101_0101_0101_0101L;
    private static final long HIGH = 0x8080_8080_8080_8080L;
    private static final byte CASE = 0x20;

    private FoldedByte() {}

    /**
     * The index where it stands first, or the end.
     *
     * @param folded a small letter, or whatever else has one case only
     */
    static int find(byte folded, byte[] bytes, int from, int end) {
        byte either = folded >= 'a' && folded <= 'z' ? CASE : 0;
        int at = from;
        while (end - at >= Long.BYTES) {
            long differing = ((long) EIGHT.get(bytes, at) | either * EACH) ^ folded * EACH;
            long found = (differing - EACH) & ~differing & HIGH;
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
            at += Long.BYTES;
        }
        while (at < end && (bytes[at] | either) != folded) {
            at++;
        }
        return at;
    }
}
