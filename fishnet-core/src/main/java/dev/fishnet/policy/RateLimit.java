package dev.fishnet.policy;

import java.time.Duration;

/** So many requests in any window, spent as from a bucket that refills evenly. */
public record RateLimit(int requests, Duration window) {
    public RateLimit {
        requirePositive(requests, window);
    }

    private static void requirePositive(int requests, Duration window) {
        if (requests < 1 || window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("a rate limit needs at least one request and a time");
        }
    }

    public static RateLimit perMinute(int requests) {
        return new RateLimit(requests, Duration.ofMinutes(1));
    }
}
