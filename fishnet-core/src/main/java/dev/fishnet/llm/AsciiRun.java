package dev.fishnet.llm;

/**
 * A part of a name or text that stands in the body as it is: ASCII without escapes or control characters. One object
 * shows them all, one after the other; nobody keeps it.
 */
final class AsciiRun {
    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int from;
    private int to;
    private int end;
    private int offset;

    /**
     * Shows the run, perhaps of nothing, that begins at an index, and returns the index behind it.
     *
     * @param limit the end of the bytes that are there
     * @param position the offset of the first byte in the body
     */
    int find(byte[] source, int start, int limit, int position) {
        bytes = source;
        from = start;
        end = limit;
        offset = position;
        to = Octets.plainEnd(source, start, limit);
        return to;
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    int length() {
        return to - from;
    }

    /** The offset in the body of the byte at an index. */
    int offset(int index) {
        return offset + index - from;
    }

    /** Whether the string ends right behind it. */
    boolean isLast() {
        return to < end && bytes[to] == '"';
    }

    /** Whether the next character, if there is one, is known to be none that tokens are made of. */
    boolean isDelimited() {
        if (to == end) {
            return false;
        }
        return bytes[to] != '\\' || (to + 1 < end && bytes[to + 1] != 'u');
    }
}
