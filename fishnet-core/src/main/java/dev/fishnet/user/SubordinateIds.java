package dev.fishnet.user;

import java.util.ArrayList;
import java.util.List;

/**
 * The uids an account may use inside a user namespace (subuid(5)), as ascending ranges that neither touch nor overlap.
 * Packets from such a namespace carry these uids, so a lockdown that forgets them is open.
 */
public record SubordinateIds(List<Range> ranges) {
    public static final SubordinateIds NONE = new SubordinateIds(List.of());

    /**
     * Uids in a row.
     *
     * @param first the lowest; never 0, which would lock down root
     */
    public record Range(long first, long last) {
        public Range {
            if (first <= 0 || last < first || last > UserAccount.LARGEST_ID) {
                throw new IllegalArgumentException("not a range of subordinate uids: " + first + "-" + last);
            }
        }

        @Override
        public String toString() {
            return first + "-" + last;
        }
    }

    public SubordinateIds {
        ranges = merged(ranges);
    }

    private static List<Range> merged(List<Range> ranges) {
        List<Range> result = new ArrayList<>();
        List<Range> ascending = new ArrayList<>(ranges);
        ascending.sort((one, other) -> Long.compare(one.first, other.first));
        for (Range next : ascending) {
            if (!result.isEmpty() && next.first() <= result.getLast().last() + 1) {
                Range previous = result.removeLast();
                next = new Range(previous.first(), Math.max(previous.last(), next.last()));
            }
            result.add(next);
        }
        return List.copyOf(result);
    }
}
