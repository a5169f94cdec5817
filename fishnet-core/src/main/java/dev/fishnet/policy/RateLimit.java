package dev.fishnet.policy;

import java.time.Duration;

/**
 * So many requests as from a bucket that holds that many and refills evenly over the window: whoever waited long enough
 * can make all of them at once, and from then on one each time a share of the window has passed. In a time of any
 * length it is {@code requests} and, for that time, {@code requests} for each window at most.
 *
 * @param window a year at most
 */
public record RateLimit(int requests, Duration window) {
    private static final Duration LONGEST = Duration.ofDays(366);

    public RateLimit {
        requirePositive(requests, window);
    }

    private static void requirePositive(int requests, Duration window) {
        if (requests < 1 || window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("a rate limit needs at least one request and a time");
        }
        if (window.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a rate limit's time is a year at most");
        }
    }

    public static RateLimit perMinute(int requests) {
        return new RateLimit(requests, Duration.ofMinutes(1));
    }
}
