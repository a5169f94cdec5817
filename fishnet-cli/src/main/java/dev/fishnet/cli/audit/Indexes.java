package dev.fishnet.cli.audit;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;

/** Indexes of entries as they are typed. */
final class Indexes {
    private Indexes() {}

    static boolean isOne(String text) {
        return text.matches("[0-9]{1,18}");
    }

    static long parse(String text) throws FishnetException {
        if (!isOne(text)) {
            throw new FishnetException(
                    ErrorKind.USAGE, "the index of an entry is a number, from 0 on", "'fishnet audit list' shows them");
        }
        return Long.parseLong(text);
    }
}
