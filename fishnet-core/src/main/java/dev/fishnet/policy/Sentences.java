package dev.fishnet.policy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Parts of the sentences that agents are refused with. They are short, however much a policy lists. */
final class Sentences {
    private static final int LISTED = 12;

    private Sentences() {}

    /** The words and then the list, or "and then none". */
    static String orNone(String words, List<?> items) {
        return items.isEmpty() ? words + " none" : words + " " + list(items);
    }

    static String list(List<?> items) {
        String first = items.stream().limit(LISTED).map(Object::toString).collect(Collectors.joining(", "));
        int more = items.size() - LISTED;
        return more > 0 ? first + " and " + more + " more" : first;
    }

    static String rate(RateLimit limit) {
        return limit.requests() + (limit.requests() == 1 ? " request" : " requests") + " in "
                + duration(limit.window());
    }

    /** In the largest unit that is whole. */
    static String duration(Duration time) {
        long seconds = Math.max(1, time.plusNanos(999_999_999).toSeconds());
        if (seconds % 86_400 == 0) {
            return count(seconds / 86_400, "day");
        }
        if (seconds % 3_600 == 0) {
            return count(seconds / 3_600, "hour");
        }
        return seconds % 60 == 0 ? count(seconds / 60, "minute") : count(seconds, "second");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
