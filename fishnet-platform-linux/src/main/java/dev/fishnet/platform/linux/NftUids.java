package dev.fishnet.platform.linux;

import dev.fishnet.user.SubordinateIds.Range;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Uids as disjoint ranges that may touch, which is all that an interval set of nftables can hold. */
final class NftUids {
    private final NavigableMap<Long, Long> ends = new TreeMap<>();

    static NftUids of(Collection<Range> ranges) {
        NftUids uids = new NftUids();
        ranges.forEach(uids::add);
        return uids;
    }

    /** Takes in what is not yet here of a range, and returns those pieces. */
    List<Range> add(Range range) {
        List<Range> pieces = missingFrom(range);
        pieces.forEach(piece -> ends.put(piece.first(), piece.last()));
        return pieces;
    }

    private List<Range> missingFrom(Range range) {
        List<Range> pieces = new ArrayList<>();
        long next = range.first();
        for (Range held : common(range)) {
            if (next < held.first()) {
                pieces.add(new Range(next, held.first() - 1));
            }
            next = held.last() + 1;
        }
        if (next <= range.last()) {
            pieces.add(new Range(next, range.last()));
        }
        return pieces;
    }

    List<Range> ranges() {
        return ends.entrySet().stream()
                .map(held -> new Range(held.getKey(), held.getValue()))
                .toList();
    }

    /** What of a range is here, ascending. */
    List<Range> common(Range range) {
        Long before = ends.floorKey(range.first());
        List<Range> found = new ArrayList<>();
        for (Map.Entry<Long, Long> held : ends.subMap(before == null ? range.first() : before, true, range.last(), true)
                .entrySet()) {
            long first = Math.max(held.getKey(), range.first());
            long last = Math.min(held.getValue(), range.last());
            if (first <= last) {
                found.add(new Range(first, last));
            }
        }
        return found;
    }
}
