package dev.fishnet.proxy;

import dev.fishnet.upstream.Upstream;
import dev.fishnet.upstream.UpstreamName;
import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.Map;

/** What one event loop has for itself, so that exchanges share no connections across threads. */
final class LoopState {
    private final EventLoop loop;
    private final Keys keys;
    private final FailureLog failures;
    private final UpstreamConnector connector;
    private final int mostIdle;
    private final Flushes flushes;
    private final Map<UpstreamName, UpstreamPool> pools = new HashMap<>();

    LoopState(EventLoop loop, Keys keys, FailureLog failures, UpstreamConnector connector, int mostIdle) {
        this.loop = loop;
        this.keys = keys;
        this.failures = failures;
        this.connector = connector;
        this.mostIdle = mostIdle;
        this.flushes = new Flushes(loop);
    }

    Keys keys() {
        return keys;
    }

    FailureLog failures() {
        return failures;
    }

    EventLoop loop() {
        return loop;
    }

    Flushes flushes() {
        return flushes;
    }

    /** Connections to where the upstream lies now: those to where it lay before are not used again. */
    UpstreamPool pool(Upstream upstream) {
        UpstreamPool pool = pools.get(upstream.name());
        if (pool != null && pool.leadsTo(upstream)) {
            return pool;
        }
        if (pool != null) {
            pool.retire();
        }
        UpstreamPool fresh = new UpstreamPool(upstream, loop, flushes, connector, mostIdle);
        pools.put(upstream.name(), fresh);
        return fresh;
    }
}
