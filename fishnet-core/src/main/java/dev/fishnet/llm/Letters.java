package dev.fishnet.llm;

/** A set of characters of ASCII, asked for each character of a prompt. */
final class Letters {
    private final boolean[] members;

    private Letters(boolean[] members) {
        this.members = members;
    }

    static Letters of(char first, char last) {
        return new Letters(new boolean[128]).and(first, last);
    }

    /** These, and all from one to another. */
    Letters and(char first, char last) {
        boolean[] more = members.clone();
        for (char each = first; each <= last; each++) {
            more[each] = true;
        }
        return new Letters(more);
    }

    boolean has(int codePoint) {
        return codePoint < members.length && members[codePoint];
    }

    /** The index behind the last byte of ASCII that is none of these; where it begins if there is none. */
    int behindLastOther(byte[] ascii, int from, int to) {
        int at = to;
        while (at > from && members[ascii[at - 1]]) {
            at--;
        }
        return at;
    }

    /** The index of the first byte of ASCII that is none of these, or the end. */
    int firstOther(byte[] ascii, int from, int to) {
        int at = from;
        while (at < to && members[ascii[at]]) {
            at++;
        }
        return at;
    }
}
