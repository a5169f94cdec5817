package dev.fishnet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.upstream.UpstreamName;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S-42")
class RateLimiterTest {
    /** A limiter that always says yes fails a test, and does not go on for ever. */
    private static final int MORE_THAN_ANY = 10_000;

    private static final long SECOND = 1_000_000_000L;
    private static final AgentName CLAUDE = new AgentName("claude");
    private static final RateLimit SIX = RateLimit.perMinute(6);

    private final RateLimiter limiter = new RateLimiter();

    private Optional<Duration> take(RateLimit limit, long nanos) {
        return limiter.take(CLAUDE, UpstreamName.OPENAI, limit, nanos);
    }

    private int takeAll(RateLimit limit, long nanos) {
        int taken = 0;
        while (taken < MORE_THAN_ANY && take(limit, nanos).isEmpty()) {
            taken++;
        }
        return taken;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 5_000_000_000L, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE - 30 * SECOND})
    void aFullBucketGivesAsManyAsTheLimitAndThenOneForEachShare(long start) {
        assertEquals(6, takeAll(SIX, start));
        assertEquals(Optional.of(Duration.ofSeconds(10)), take(SIX, start));
        assertEquals(Optional.of(Duration.ofSeconds(1)), take(SIX, start + 10 * SECOND - 1));
        assertEquals(1, takeAll(SIX, start + 10 * SECOND));
        assertEquals(2, takeAll(SIX, start + 30 * SECOND));
        assertEquals(6, takeAll(SIX, start + 90 * SECOND));
        assertEquals(6, takeAll(SIX, start + 3600 * SECOND));
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "1, 10", "1000000000, 9", "1000000001, 9", "9000000000, 1", "9999999999, 1"})
    void theWaitIsRoundedUpToWholeSeconds(long after, long seconds) {
        takeAll(SIX, 0);

        assertEquals(Optional.of(Duration.ofSeconds(seconds)), take(SIX, after));
    }

    @Test
    void aRequestThatIsRefusedTakesNothing() {
        takeAll(SIX, 0);
        IntStream.range(0, 1000).forEach(each -> take(SIX, SECOND * each / 100));

        assertEquals(Optional.empty(), take(SIX, 10 * SECOND));
    }

    @Test
    void whoWaitsAsLongAsToldIsServed() {
        RateLimit seven = RateLimit.perMinute(7);
        long now = 17;
        takeAll(seven, now);
        for (int i = 0; i < 100; i++) {
            now += take(seven, now).orElseThrow().toNanos();
            assertEquals(Optional.empty(), take(seven, now));
            takeAll(seven, now);
        }
    }

    /** 60 s are not 7 times whole nanoseconds; a limiter that rounded would be off by some after a while. */
    @Test
    void nothingDriftsInAMillionRequests() {
        RateLimit seven = RateLimit.perMinute(7);
        takeAll(seven, 0);
        for (long i = 1; i <= 1_000_000; i++) {
            long due = Math.ceilDiv(i * 60 * SECOND, 7);
            assertTrue(take(seven, due - 1).isPresent());
            assertTrue(take(seven, due).isEmpty());
        }
    }

    @Test
    void moreRequestsThanNanosecondsAreCountedToo() {
        RateLimit fast = new RateLimit(1000, Duration.ofNanos(300));

        assertEquals(1000, takeAll(fast, 0));
        assertEquals(3, takeAll(fast, 1));
        assertEquals(3, takeAll(fast, 2));
        assertEquals(4, takeAll(fast, 3));
    }

    @Test
    void theLongestWindowAndTheLargestNumberDoNotOverflow() {
        RateLimit large = new RateLimit(Integer.MAX_VALUE, Duration.ofDays(366));
        RateLimit small = new RateLimit(1, Duration.ofDays(366));

        assertEquals(Optional.empty(), take(large, Long.MAX_VALUE));
        assertEquals(Optional.of(Duration.ofSeconds(1)), take(small, Long.MAX_VALUE));
        assertEquals(Optional.empty(), limiter.take(CLAUDE, UpstreamName.ANTHROPIC, small, Long.MAX_VALUE));
        assertEquals(
                Optional.of(Duration.ofDays(366)), limiter.take(CLAUDE, UpstreamName.ANTHROPIC, small, Long.MAX_VALUE));
    }

    @Test
    void agentsAndUpstreamsHaveBucketsOfTheirOwn() {
        takeAll(SIX, 0);

        assertTrue(limiter.take(new AgentName("codex"), UpstreamName.OPENAI, SIX, 0)
                .isEmpty());
        assertTrue(limiter.take(CLAUDE, UpstreamName.ANTHROPIC, SIX, 0).isEmpty());
        assertTrue(take(SIX, 0).isPresent());
    }

    @Test
    void bucketsThatAreFullAgainAreForgottenAndOthersAreNot() {
        takeAll(SIX, 1000 * SECOND);
        for (int i = 0; i < 10_000; i++) {
            limiter.take(new AgentName("a" + i), UpstreamName.OPENAI, SIX, 1000 * SECOND + i * SECOND / 1000);
        }
        assertTrue(limiter.remembered() > 9_000);
        for (int i = 0; i < 20_000; i++) {
            limiter.take(new AgentName("b" + i), UpstreamName.OPENAI, SIX, 1030 * SECOND + i * SECOND * 10);
        }
        assertTrue(limiter.remembered() < 200, () -> "remembered " + limiter.remembered());
    }

    @Test
    void anEmptyBucketIsNotForgotten() {
        takeAll(SIX, 0);
        IntStream.range(0, 500).forEach(i -> limiter.take(new AgentName("a" + i), UpstreamName.OPENAI, SIX, SECOND));

        assertEquals(Optional.of(Duration.ofSeconds(9)), take(SIX, SECOND));
    }

    @Test
    void anyNumberOfThreadsShareOneBucket() throws Exception {
        RateLimit limit = RateLimit.perMinute(1000);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            Callable<Integer> taking = () -> takeAll(limit, 0);
            int taken = 0;
            for (Future<Integer> each : threads.invokeAll(Collections.nCopies(8, taking))) {
                taken += each.get();
            }
            assertEquals(1000, taken);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 60", "-1, 60", "1, 0", "1, -1", "1, 31622401"})
    void aLimitWithoutRequestsOrTimeIsRefused(int requests, long seconds) {
        assertThrows(IllegalArgumentException.class, () -> new RateLimit(requests, Duration.ofSeconds(seconds)));
    }
}
