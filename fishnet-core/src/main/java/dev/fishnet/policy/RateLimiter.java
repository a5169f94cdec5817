package dev.fishnet.policy;

import dev.fishnet.upstream.UpstreamName;
import java.time.Duration;
import java.util.Optional;

/** A bucket for each agent and upstream, on a clock that only goes forward. Safe for any number of threads. */
@SuppressWarnings("DoNotCallSuggester") // until it is written
public final class RateLimiter {
    /**
     * Takes a request's place.
     *
     * @param nanos of a monotonic clock
     * @return how long to wait when there is none, rounded up to whole seconds
     */
    public Optional<Duration> take(AgentName agent, UpstreamName upstream, RateLimit limit, long nanos) {
        throw new UnsupportedOperationException("rules");
    }
}
