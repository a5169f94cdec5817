package dev.fishnet.llm;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A name, number or the beginning of a text while it is read: bytes as long as it is ASCII, as nearly all of them are.
 */
final class JsonWord implements CharSequence {
    private static final int FEW = 32;
    private static final char[] NONE = {};

    private final int most;
    private byte[] ascii = new byte[FEW];
    /** All of it, once a character is no ASCII. */
    private char[] chars = NONE;

    private boolean wide;
    private int size;

    /** @param most so many characters are kept, and what follows them is not */
    JsonWord(int most) {
        this.most = most;
    }

    void clear() {
        size = 0;
        wide = false;
    }

    /** Nothing is left of what was in it, before it was cleared either. */
    void wipe() {
        Arrays.fill(ascii, (byte) 0);
        Arrays.fill(chars, '\0');
        clear();
    }

    void add(int codePoint) {
        if (size >= most) {
            return;
        }
        if (codePoint < 0x80 && !wide) {
            room(1);
            ascii[size] = (byte) codePoint;
            size++;
        } else {
            widen(2);
            size += Character.toChars(codePoint, chars, size);
        }
    }

    void add(AsciiRun run) {
        add(run.bytes(), run.from(), run.to());
    }

    /** Adds ASCII. */
    void add(byte[] bytes, int from, int to) {
        int count = Math.min(to - from, most - size);
        if (count <= 0) {
            return;
        }
        if (wide) {
            widen(count);
            for (int i = 0; i < count; i++) {
                chars[size + i] = (char) bytes[from + i];
            }
        } else {
            room(count);
            System.arraycopy(bytes, from, ascii, size, count);
        }
        size += count;
    }

    private void room(int more) {
        if (ascii.length - size < more) {
            ascii = Arrays.copyOf(ascii, Math.max(2 * ascii.length, size + more));
        }
    }

    /** From here on it is kept as characters. */
    private void widen(int more) {
        if (chars.length - size < more) {
            chars = Arrays.copyOf(chars, Math.max(2 * chars.length, size + Math.max(more, FEW)));
        }
        if (!wide) {
            for (int i = 0; i < size; i++) {
                chars[i] = (char) ascii[i];
            }
            wide = true;
        }
    }

    @Override
    public int length() {
        return size;
    }

    @Override
    public char charAt(int index) {
        return wide ? chars[index] : (char) ascii[index];
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return toString().substring(start, end);
    }

    /** What was read; of the words that APIs use always the same object. */
    @Override
    public String toString() {
        if (wide) {
            return new String(chars, 0, size);
        }
        String known = KnownWords.find(ascii, 0, size);
        return known == null ? new String(ascii, 0, size, StandardCharsets.ISO_8859_1) : known;
    }
}
