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
    private final Map<UpstreamName, UpstreamPool> pools = new HashMap<>();

    LoopState(EventLoop loop, Keys keys, FailureLog failures, UpstreamConnector connector, int mostIdle) {
        this.loop = loop;
        this.keys = keys;
        this.failures = failures;
        this.connector = connector;
        this.mostIdle = mostIdle;
    }

    Keys keys() {
        return keys;
    }

    FailureLog failures() {
        return failures;
    }

    UpstreamPool pool(Upstream upstream) {
        return pools.computeIfAbsent(upstream.name(), name -> new UpstreamPool(upstream, loop, connector, mostIdle));
    }
}
