package dev.fishnet.llm;

/** Short texts that are no prompts, such as a path, without the secrets that are found in them. */
public final class SecretText {
    /** Stands where something was left out. No request's target has it: it is not ASCII. */
    public static final String MARK = "…";

    private static final String PRIVATE_KEY = "-----B";

    private SecretText() {}

    /** The same text, with a {@link #MARK} in place of every secret. */
    public static String masked(String text) {
        return mayHaveOne(text) ? searched(text) : text;
    }

    /** Most texts have no word as long as the shortest secret, and need not be looked at any closer. */
    private static boolean mayHaveOne(String text) {
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = SecretPattern.ANY.has(text.charAt(i)) ? run + 1 : 0;
            if (run >= SecretPattern.SHORTEST) {
                return true;
            }
        }
        return text.contains(PRIVATE_KEY);
    }

    private static String searched(String text) {
        SecretScanner scanner = new SecretScanner();
        scanner.begin(false, false);
        try {
            for (int i = 0; i < text.length(); i++) {
                scanner.character(text.charAt(i), i);
            }
            scanner.end(text.length());
        } catch (AmbiguousBodyException tooMany) {
            return MARK;
        }
        return without(text, scanner);
    }

    private static String without(String text, SecretScanner scanner) {
        StringBuilder kept = new StringBuilder(text.length());
        int from = 0;
        for (BodyEdit edit : scanner.edits()) {
            kept.append(text, from, edit.from()).append(MARK);
            from = edit.to();
        }
        return from == 0 ? text : kept.append(text, from, text.length()).toString();
    }
}
