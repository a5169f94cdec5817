package dev.fishnet.audit.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Indexes of entries: a bit for each, and nothing for stretches without any. */
final class EntrySet {
    /** Bits of an index within a stretch of 4,096. */
    private static final int STRETCH = 12;

    private static final int WORDS = 1 << (STRETCH - 6);

    private final TreeMap<Long, Stretch> stretches = new TreeMap<>();
    private long size;

    private static final class Stretch {
        final long[] words = new long[WORDS];
        int size;
    }

    void add(long index) {
        Stretch stretch = stretches.computeIfAbsent(index >> STRETCH, from -> new Stretch());
        if ((stretch.words[word(index)] & bit(index)) == 0) {
            stretch.words[word(index)] |= bit(index);
            stretch.size++;
            size++;
        }
    }

    /** Whether it was there. */
    boolean remove(long index) {
        Stretch stretch = stretches.get(index >> STRETCH);
        if (stretch == null || (stretch.words[word(index)] & bit(index)) == 0) {
            return false;
        }
        stretch.words[word(index)] &= ~bit(index);
        stretch.size--;
        size--;
        if (stretch.size == 0) {
            stretches.remove(index >> STRETCH);
        }
        return true;
    }

    long size() {
        return size;
    }

    /** The lowest, no more than this many. */
    List<Long> first(int most) {
        List<Long> found = new ArrayList<>();
        for (Map.Entry<Long, Stretch> each : stretches.entrySet()) {
            long from = each.getKey() << STRETCH;
            for (long index = from; index < from + (1 << STRETCH); index++) {
                if (found.size() == most) {
                    return found;
                }
                if ((each.getValue().words[word(index)] & bit(index)) != 0) {
                    found.add(index);
                }
            }
        }
        return found;
    }

    private static int word(long index) {
        return (int) (index >> 6) & (WORDS - 1);
    }

    private static long bit(long index) {
        return 1L << (index & 63);
    }
}
