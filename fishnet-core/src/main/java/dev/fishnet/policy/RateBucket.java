package dev.fishnet.policy;

import java.math.BigInteger;

/**
 * A bucket, kept as the time at which it would be full again if nothing more were taken from it (the generic cell rate
 * algorithm). Each request moves that time on by its share of the window, exactly: a share is whole nanoseconds and a
 * fraction whose denominator is the limit's number of requests.
 *
 * @param full nanoseconds of the monotonic clock, which may be negative and may pass the largest number
 * @param fraction of a nanosecond more, counted in as many parts as the limit has requests
 */
record RateBucket(RateLimit limit, long full, long fraction) {
    static RateBucket full(RateLimit limit, long now) {
        return new RateBucket(limit, now, 0);
    }

    boolean isFull(long now) {
        return full - now < 0 || (full == now && fraction == 0);
    }

    /** The bucket with one request less in it; its window must not be exceeded. */
    RateBucket less() {
        long window = limit.window().toNanos();
        long parts = fraction + window % limit.requests();
        long carry = parts / limit.requests();
        return new RateBucket(limit, full + window / limit.requests() + carry, parts % limit.requests());
    }

    /** How long it takes until as much as this is missing at most; nothing or less when it is so already. */
    long untilPossible(long now) {
        return full - now - limit.window().toNanos() + (fraction == 0 ? 0 : 1);
    }

    /** The same share of another limit's bucket, rounded down: what was empty stays empty. */
    RateBucket under(RateLimit other, long now) {
        if (other.equals(limit)) {
            return this;
        }
        if (isFull(now)) {
            return full(other, now);
        }
        BigInteger missing = BigInteger.valueOf(full - now + (fraction == 0 ? 0 : 1));
        BigInteger[] scaled = missing.multiply(BigInteger.valueOf(other.window().toNanos()))
                .divideAndRemainder(BigInteger.valueOf(limit.window().toNanos()));
        long whole = scaled[0].longValueExact() + (scaled[1].signum() == 0 ? 0 : 1);
        return new RateBucket(other, now + whole, 0);
    }
}
