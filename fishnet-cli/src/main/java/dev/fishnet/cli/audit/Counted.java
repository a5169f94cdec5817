package dev.fishnet.cli.audit;

import java.util.Locale;

/** Numbers of things, in words. */
final class Counted {
    private Counted() {}

    /** For example "1 entry" or "1,000 entries". */
    static String entries(long count) {
        return count == 1 ? "1 entry" : number(count) + " entries";
    }

    /** For example "1,000". */
    static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
