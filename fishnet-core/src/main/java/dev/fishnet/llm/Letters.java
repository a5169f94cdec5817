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
}
