package dev.fishnet.plan;

/** Words that no reader takes for more than their characters. */
public final class PlainWord {
    private PlainWord() {}

    /**
     * Whether a word is of ASCII letters, digits and these marks alone, and not empty. Looked at char by char: a plan
     * has hundreds of words, and is mostly shown by a process that has compiled nothing yet, where a pattern is slow.
     */
    public static boolean is(String word, String marks) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && !(c >= '0' && c <= '9') && marks.indexOf(c) < 0) {
                return false;
            }
        }
        return !word.isEmpty();
    }
}
