package dev.fishnet.audit;

/**
 * How long texts in an entry can be: in bytes between the quotes, escapes included. What is longer is cut in front of
 * the first character that does not fit.
 */
public final class TextLimit {
    /** Ids, hashes, methods, words in lists. */
    public static final int WORD = 128;

    /** Names: of the log, a model, a file, what an act is about. */
    public static final int NAME = 1024;

    /** Reasons and details. */
    public static final int SENTENCES = 4096;

    /** Paths, queries and other parts of a request's head; more than the gateway takes of one. */
    public static final int TARGET = 16 * 1024;

    /** The body of a request to Binance; more than is read of one. */
    public static final int FORM = 96 * 1024;

    /** Settings, price lists and prompts. */
    public static final int WHOLE = 1_000_000;

    /** Of a list, in items; the rest of it is left out. */
    public static final int ITEMS = 64;

    private TextLimit() {}

    /**
     * For texts that mean nothing when they are cut.
     *
     * @throws IllegalArgumentException when it is longer than {@link #WHOLE}
     */
    static void requireWhole(String what, String text) {
        if (!LineWriter.fits(text, WHOLE)) {
            throw new IllegalArgumentException("the " + what + " are too long for the log, which takes " + WHOLE
                    + " bytes of them and none of them cut");
        }
    }
}
