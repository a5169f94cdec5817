package dev.fishnet.cli.audit;

import java.util.Locale;

/** Numbers of things, in words. */
final class Counted {
    private Counted() {}

    /** For example "1 entry" or "1,000 entries". */
    static String entries(long count) {
        return count == 1 ? "1 entry" : String.format(Locale.ROOT, "%,d entries", count);
    }
}
