package dev.fishnet.audit;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A part of lines that mostly is one of few, such as a policy's id: its octets are kept beside the value they are made
 * from, so that its characters are not looked at each time. What stands before it is always of one kind: either the
 * beginning of an object or another part. For all threads, which may each see another one's values or not.
 */
final class KnownPart<T> {
    private static final int PLACES = 16;

    /** In octets; whoever sends long texts shall not have them kept. */
    private static final int LONGEST = 512;

    private static final class Written {
        private final Object value;
        private final byte[] octets;

        Written(Object value, byte[] octets) {
            this.value = value;
            this.octets = octets;
        }

        boolean isOf(Object other) {
            return value.equals(other);
        }
    }

    private final BiConsumer<LineWriter, T> spelling;
    private final @Nullable Written[] known = new Written[PLACES];

    /** @param spelling writes it, the same each time for values that are equal */
    KnownPart(BiConsumer<LineWriter, T> spelling) {
        this.spelling = spelling;
    }

    void write(LineWriter line, T value) {
        int hash = value.hashCode();
        int place = (hash ^ hash >>> 16) & PLACES - 1;
        Written there = known[place];
        if (there != null && there.isOf(value)) {
            line.octets(there.octets);
            return;
        }
        int from = line.length();
        spelling.accept(line, value);
        if (line.length() - from <= LONGEST) {
            known[place] = new Written(value, line.octetsFrom(from));
        }
    }
}
