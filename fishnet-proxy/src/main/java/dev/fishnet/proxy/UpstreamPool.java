package dev.fishnet.proxy;

import dev.fishnet.upstream.Upstream;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.List;

/** The idle connections of one event loop to one upstream; the one used last is used first, so that others grow old. */
final class UpstreamPool {
    private final Upstream upstream;
    private final EventLoop loop;
    private final Flushes flushes;
    private final UpstreamConnector connector;
    private final int mostIdle;
    private final ArrayDeque<UpstreamLink> idle = new ArrayDeque<>();
    private boolean retired;

    UpstreamPool(Upstream upstream, EventLoop loop, Flushes flushes, UpstreamConnector connector, int mostIdle) {
        this.upstream = upstream;
        this.loop = loop;
        this.flushes = flushes;
        this.connector = connector;
        this.mostIdle = mostIdle;
    }

    /** What the links' event loop flushes with. */
    Flushes flushes() {
        return flushes;
    }

    @SuppressWarnings("ReferenceEquality") // nearly always the very one, which need not be compared part by part
    boolean leadsTo(Upstream wanted) {
        return upstream == wanted || upstream.equals(wanted);
    }

    /** Keeps no connections from here on. */
    void retire() {
        retired = true;
        // closing a link takes it out of the idle ones
        List.copyOf(idle).forEach(UpstreamLink::close);
        idle.clear();
    }

    Future<UpstreamLink> take() {
        for (UpstreamLink link = idle.pollFirst(); link != null; link = idle.pollFirst()) {
            if (link.usable()) {
                return loop.newSucceededFuture(link);
            }
            link.close();
        }
        return connector.connect(upstream, this, loop);
    }

    void giveBack(UpstreamLink link) {
        if (!retired && idle.size() < mostIdle && !connector.crowded()) {
            link.park();
            idle.addFirst(link);
        } else {
            link.close();
        }
    }

    void forget(UpstreamLink link) {
        idle.remove(link);
    }
}
