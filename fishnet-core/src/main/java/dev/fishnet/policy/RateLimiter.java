package dev.fishnet.policy;

import dev.fishnet.upstream.UpstreamName;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A bucket for each agent and upstream, on a clock that only goes forward. Safe for any number of threads.
 *
 * <p>Guarantees: under one limit, in a time of any length, an agent's requests to an upstream are {@code requests} and
 * {@code requests × length / window} at most (so twice the limit in one window, for whoever waited through the window
 * before); they are counted exactly, without drift; a request that is refused takes nothing, and none is refused when a
 * place is there. A changed limit holds from the next request on, for the same share of the bucket: one that was empty
 * is not filled by it. The clock of the day plays no part. Buckets that are full again are forgotten.
 */
public final class RateLimiter {
    private static final int FEW = 64;
    private static final long SECOND = 1_000_000_000L;

    private final Map<Key, RateBucket> buckets = new HashMap<>();
    private int pruneAt = FEW;

    private record Key(AgentName agent, UpstreamName upstream) {}

    /**
     * Takes a request's place.
     *
     * @param nanos of a monotonic clock
     * @return how long to wait when there is none, rounded up to whole seconds
     */
    public synchronized Optional<Duration> take(AgentName agent, UpstreamName upstream, RateLimit limit, long nanos) {
        Key key = new Key(agent, upstream);
        RateBucket before = buckets.get(key);
        RateBucket now = before == null ? RateBucket.full(limit, nanos) : before.under(limit, nanos);
        RateBucket after = (now.isFull(nanos) ? RateBucket.full(limit, nanos) : now).less();
        long wait = after.untilPossible(nanos);
        if (wait > 0) {
            keep(key, now, nanos);
            return Optional.of(Duration.ofSeconds(Math.ceilDiv(wait, SECOND)));
        }
        keep(key, after, nanos);
        return Optional.empty();
    }

    private void keep(Key key, RateBucket bucket, long nanos) {
        if (buckets.put(key, bucket) == null && buckets.size() >= pruneAt) {
            buckets.values().removeIf(each -> each.isFull(nanos));
            pruneAt = Math.max(FEW, 2 * buckets.size());
        }
    }

    /** How many buckets are remembered. */
    synchronized int remembered() {
        return buckets.size();
    }
}
