package dev.fishnet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.upstream.UpstreamName;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The limiter beside a bucket that is written down as the words say, in numbers of any size. */
@Tag("S-42")
class RateLimiterModelTest {
    private static final AgentName CLAUDE = new AgentName("claude");
    private static final long START = 5_000_000_000_000L;

    /** Holds requests × window units; a request takes a window of them, a nanosecond brings as many as requests. */
    private static final class Bucket {
        private final BigInteger requests;
        private final BigInteger window;
        private BigInteger units;
        private long at;

        Bucket(RateLimit limit, long now) {
            requests = BigInteger.valueOf(limit.requests());
            window = BigInteger.valueOf(limit.window().toNanos());
            units = requests.multiply(window);
            at = now;
        }

        Optional<Duration> take(long now) {
            units = units.add(requests.multiply(BigInteger.valueOf(now - at))).min(requests.multiply(window));
            at = now;
            if (units.compareTo(window) >= 0) {
                units = units.subtract(window);
                return Optional.empty();
            }
            BigInteger missing = window.subtract(units);
            BigInteger perSecond = requests.multiply(BigInteger.valueOf(1_000_000_000));
            BigInteger seconds = missing.add(perSecond.subtract(BigInteger.ONE)).divide(perSecond);
            return Optional.of(Duration.ofSeconds(seconds.longValueExact()));
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    private static RateLimit limit(Random random) {
        return new RateLimit(
                1 + random.nextInt(random.nextBoolean() ? 10 : 100_000),
                Duration.ofNanos(1 + random.nextLong(random.nextBoolean() ? 1_000 : 4_000_000_000_000L)));
    }

    private static long step(Random random, RateLimit limit) {
        long share = Math.max(1, limit.window().toNanos() / limit.requests());
        return switch (random.nextInt(5)) {
            case 0, 1 -> 0;
            case 2 -> random.nextLong(2 * share + 1);
            case 3 -> share;
            default ->
                random.nextInt(50) == 0 ? random.nextLong(2 * limit.window().toNanos() + 1) : 1;
        };
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theLimiterSaysWhatTheModelSays(long seed) {
        Random random = new Random(seed);
        RateLimit limit = limit(random);
        RateLimiter limiter = new RateLimiter();
        long now = random.nextLong();
        Bucket model = new Bucket(limit, now);
        for (int i = 0; i < 20_000; i++) {
            now += step(random, limit);
            assertEquals(model.take(now), limiter.take(CLAUDE, UpstreamName.OPENAI, limit, now), "seed " + seed);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void inNoTimeAreThereMoreThanTheLimitAndWhatRefills(long seed) {
        Random random = new Random(seed);
        RateLimit limit = new RateLimit(1 + random.nextInt(20), Duration.ofNanos(1 + random.nextInt(1000)));
        RateLimiter limiter = new RateLimiter();
        List<Long> served = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 3000; i++) {
            now += step(random, limit);
            if (limiter.take(CLAUDE, UpstreamName.OPENAI, limit, now).isEmpty()) {
                served.add(now);
            }
        }
        for (int from = 0; from < served.size(); from++) {
            for (int to = from; to < served.size(); to++) {
                long time = served.get(to) - served.get(from);
                long most = limit.requests()
                        + time * limit.requests() / limit.window().toNanos();
                assertTrue(to - from + 1 <= most, "seed " + seed);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void reloadingNeverFillsABucket(long seed) {
        Random random = new Random(seed);
        RateLimiter limiter = new RateLimiter();
        RateLimit first = limit(random);
        for (int i = 0; i < first.requests(); i++) {
            assertTrue(limiter.take(CLAUDE, UpstreamName.OPENAI, first, 7).isEmpty());
        }
        for (int i = 0; i < 200; i++) {
            assertTrue(
                    limiter.take(CLAUDE, UpstreamName.OPENAI, limit(random), 7).isPresent(), "seed " + seed);
        }
    }

    @ParameterizedTest
    @CsvSource({"60, 60, 120, 60, 30, 60", "60, 60, 60, 3600, 30, 30", "60, 60, 6, 60, 30, 3", "60, 60, 60, 60, 60, 0"})
    void aChangedLimitKeepsTheShareThatIsLeft(
            int requests, long window, int newRequests, long newWindow, int taken, int left) {
        RateLimiter limiter = new RateLimiter();
        RateLimit before = new RateLimit(requests, Duration.ofSeconds(window));
        RateLimit after = new RateLimit(newRequests, Duration.ofSeconds(newWindow));
        for (int i = 0; i < taken; i++) {
            limiter.take(CLAUDE, UpstreamName.OPENAI, before, START);
        }
        int served = 0;
        while (served < 1000
                && limiter.take(CLAUDE, UpstreamName.OPENAI, after, START).isEmpty()) {
            served++;
        }
        assertEquals(left, served);
    }

    @Test
    void aBucketThatIsFullAgainIsFullUnderAnotherLimit() {
        RateLimiter limiter = new RateLimiter();
        limiter.take(CLAUDE, UpstreamName.OPENAI, RateLimit.perMinute(1), 0);
        int served = 0;
        while (served < 1000
                && limiter.take(CLAUDE, UpstreamName.OPENAI, RateLimit.perMinute(5), 61_000_000_000L)
                        .isEmpty()) {
            served++;
        }
        assertEquals(5, served);
    }
}
