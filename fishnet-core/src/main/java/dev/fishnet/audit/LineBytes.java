package dev.fishnet.audit;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The bytes of one line as it grows, in room that each thread uses again for its next line. */
final class LineBytes {
    private static final int USUAL = 2048;

    /** A line with a prompt or a policy in it has more, which nobody keeps for the next one. */
    private static final int MOST_KEPT = 16 * 1024;

    private static final byte[] DIGITS = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
    };

    /** Of a long. */
    private static final int MOST_DIGITS = 19;

    private static final ThreadLocal<Spare> SPARE = ThreadLocal.withInitial(Spare::new);

    private byte[] line;
    private int length;

    private static final class Spare {
        byte @Nullable [] room;
    }

    LineBytes() {
        Spare spare = SPARE.get();
        byte[] room = spare.room;
        spare.room = null;
        line = room == null ? new byte[USUAL] : room;
    }

    /** All of them; this one is of no use any more. */
    byte[] finish() {
        byte[] whole = Arrays.copyOf(line, length);
        if (line.length <= MOST_KEPT) {
            SPARE.get().room = line;
        }
        return whole;
    }

    int length() {
        return length;
    }

    void put(int octet) {
        makeRoom(1);
        line[length++] = (byte) octet;
    }

    /** A comma, where something stands before this that is not a beginning. */
    void separate() {
        byte last = line[length - 1];
        if (last != '{' && last != '[') {
            put(',');
        }
    }

    /** A key of ASCII in its quotes, and what stands before and behind it. */
    @SuppressWarnings("deprecation") // as in ascii
    void key(String key) {
        int count = key.length();
        makeRoom(count + 4);
        separate();
        line[length] = '"';
        key.getBytes(0, count, line, length + 1);
        line[length + count + 1] = '"';
        line[length + count + 2] = ':';
        length += count + 3;
    }

    /** The first so many characters of a text, all of which are ASCII. */
    @SuppressWarnings("deprecation") // it drops the high byte of each character, and there is none
    void ascii(String text, int count) {
        makeRoom(count);
        text.getBytes(0, count, line, length);
        length += count;
    }

    void octets(byte[] octets) {
        makeRoom(octets.length);
        System.arraycopy(octets, 0, line, length, octets.length);
        length += octets.length;
    }

    byte[] octetsFrom(int from) {
        return Arrays.copyOfRange(line, from, length);
    }

    void number(long value) {
        if (value < 0) {
            String digits = Long.toString(value);
            ascii(digits, digits.length());
            return;
        }
        fixed(value, digits(value));
    }

    /** How many digits a number has that is not negative. */
    static int digits(long value) {
        int count = 1;
        for (long beyond = 10; count < MOST_DIGITS && value >= beyond; beyond *= 10) {
            count++;
        }
        return count;
    }

    /** The last so many digits of a number that is not negative. */
    void fixed(long value, int count) {
        makeRoom(count);
        digits(value, line, length, length + count);
        length += count;
    }

    /** Fills a part of an array with the last digits of a number that is not negative. */
    static void digits(long value, byte[] into, int from, int to) {
        long rest = value;
        for (int at = to - 1; at >= from; at--) {
            into[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** A character as it stands between quotes. */
    void character(int point) {
        if (point == '"' || point == '\\') {
            put('\\');
            put(point);
        } else if (point < ' ') {
            ascii("\\u00", 4);
            put(DIGITS[point >> 4]);
            put(DIGITS[point & 15]);
        } else {
            encoded(point);
        }
    }

    private void encoded(int point) {
        if (point < 0x80) {
            put(point);
        } else if (point < 0x800) {
            put(0xc0 | (point >> 6));
            following(point);
        } else if (point < 0x10000) {
            put(0xe0 | (point >> 12));
            following(point >> 6);
            following(point);
        } else {
            put(0xf0 | (point >> 18));
            following(point >> 12);
            following(point >> 6);
            following(point);
        }
    }

    private void following(int bits) {
        put(0x80 | (bits & 0x3f));
    }

    private void makeRoom(int count) {
        if (line.length - length < count) {
            line = Arrays.copyOf(line, Math.max(2 * line.length, length + count));
        }
    }
}
