package dev.fishnet.audit;

/** Characters of a text, and the room they take in an entry. */
final class Utf8 {
    private static final int REPLACEMENT = 0xfffd;

    private Utf8() {}

    /** The character there; for half a pair, which UTF-8 has no bytes for, the one that stands for such things. */
    static int pointAt(String text, int at) {
        int point = text.codePointAt(at);
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? REPLACEMENT : point;
    }

    /** In bytes, escaped where it must be. */
    static int room(int point) {
        if (point < 0x80) {
            return point < ' ' ? 6 : point == '"' || point == '\\' ? 2 : 1;
        }
        return point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    }
}
