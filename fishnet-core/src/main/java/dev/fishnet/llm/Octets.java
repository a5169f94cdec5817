package dev.fishnet.llm;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the next byte that matters, eight at a time. */
final class Octets {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101_0101_0101_0101L;
    private static final long HIGH = 0x8080_8080_8080_8080L;

    private Octets() {}

    /** The index of the first byte that is not ASCII as JSON has it within a string, or the end. */
    static int plainEnd(byte[] bytes, int from, int end) {
        int at = from;
        while (end - at >= Long.BYTES) {
            long eight = (long) EIGHT.get(bytes, at);
            // With the second lowest bit turned, the quote stands right behind the control characters.
            long controlOrQuote = (eight ^ 0x02 * EACH) - 0x21 * EACH;
            long backslash = (eight ^ '\\' * EACH) - EACH;
            long found = (controlOrQuote | backslash | eight) & HIGH;
            if (found != 0) {
                return at + first(found);
            }
            at += Long.BYTES;
        }
        while (at < end && bytes[at] >= ' ' && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
        return at;
    }

    /** The index of the first line feed or carriage return, or the end. */
    static int lineEnd(byte[] bytes, int from, int end) {
        int at = from;
        while (end - at >= Long.BYTES) {
            long eight = (long) EIGHT.get(bytes, at);
            long found = (zeros(eight ^ '\n' * EACH) | zeros(eight ^ '\r' * EACH)) & HIGH;
            if (found != 0) {
                return at + first(found);
            }
            at += Long.BYTES;
        }
        while (at < end && bytes[at] != '\n' && bytes[at] != '\r') {
            at++;
        }
        return at;
    }

    /** Sets the highest bit of the first byte that is zero; bytes behind it may have theirs set as well. */
    private static long zeros(long eight) {
        return (eight - EACH) & ~eight;
    }

    private static int first(long marks) {
        return Long.numberOfTrailingZeros(marks) / Byte.SIZE;
    }
}
