package dev.fishnet.llm;

import java.util.Arrays;

/** A name, number or the beginning of a text while it is read. */
final class JsonWord implements CharSequence {
    private static final int FEW = 32;

    private final int most;
    private char[] chars = new char[FEW];
    private int size;

    /** @param most so many characters are kept, and what follows them is not */
    JsonWord(int most) {
        this.most = most;
    }

    void clear() {
        size = 0;
    }

    /** Nothing is left of what was in it, before it was cleared either. */
    void wipe() {
        Arrays.fill(chars, '\0');
        size = 0;
    }

    void add(int codePoint) {
        if (size < most) {
            room(2);
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
        room(count);
        for (int i = 0; i < count; i++) {
            chars[size + i] = (char) bytes[from + i];
        }
        size += count;
    }

    private void room(int more) {
        if (chars.length - size < more) {
            chars = Arrays.copyOf(chars, Math.max(2 * chars.length, size + more));
        }
    }

    @Override
    public int length() {
        return size;
    }

    @Override
    public char charAt(int index) {
        return chars[index];
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new String(chars, start, end - start);
    }

    /** What was read; of the words that APIs use always the same object. */
    @Override
    public String toString() {
        String known = KnownWords.find(chars, size);
        return known == null ? new String(chars, 0, size) : known;
    }
}
