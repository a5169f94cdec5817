package dev.fishnet.audit.verify;

import java.util.Locale;

/** How entries are spoken of. */
final class Sentences {
    private Sentences() {}

    /** For example "entry 7" or "the entries 7 to 9". */
    static String entries(long from, long to) {
        return from == to ? "entry " + from : "the entries " + from + " to " + to;
    }

    /** " is" of one, " are" of more. */
    static String are(long count) {
        return count == 1 ? " is" : " are";
    }

    /** For example "1 entry" or "1,000 entries". */
    static String count(long entries) {
        return entries == 1 ? "1 entry" : String.format(Locale.ROOT, "%,d entries", entries);
    }
}
