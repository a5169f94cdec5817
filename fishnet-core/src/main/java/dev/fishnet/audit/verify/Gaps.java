package dev.fishnet.audit.verify;

import java.util.Map;
import java.util.TreeMap;

/** Stretches of the log that are not known: entries that are missing, or not what they were. */
final class Gaps {
    /** More of them are taken together. */
    private static final int MOST = 10_000;

    private final TreeMap<Long, Long> gaps = new TreeMap<>();

    /** Adds the entries from the one to the other, both included; behind all that were added before. */
    void add(long from, long to) {
        Map.Entry<Long, Long> last = gaps.lastEntry();
        if (last != null && (last.getValue() >= from - 1 || gaps.size() >= MOST)) {
            gaps.put(last.getKey(), to);
        } else {
            gaps.put(from, to);
        }
    }

    boolean contains(long index) {
        Map.Entry<Long, Long> below = gaps.floorEntry(index);
        return below != null && index <= below.getValue();
    }
}
