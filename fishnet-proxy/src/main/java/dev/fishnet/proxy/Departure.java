package dev.fishnet.proxy;

import dev.fishnet.proxy.record.Intention;
import dev.fishnet.upstream.Upstream;
import io.netty.util.concurrent.Future;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the two things that a request needs before it may be sent: its intent in the log, and a connection. They
 * are seen to at the same time. Confined to one event loop; ends once, with the sequel or by being called off.
 */
final class Departure {
    private final LoopState loop;
    private final Upstream upstream;
    private final Intention intention;
    private final boolean servesUnwritten;
    private final Sequel sequel;
    private @Nullable Future<UpstreamLink> connecting;
    private @Nullable UpstreamLink link;
    private @Nullable Throwable fault;
    private boolean written;
    private boolean over;

    /** What follows; one of them is called. */
    interface Sequel {
        void connected(UpstreamLink link);

        void notConnected(Throwable cause);

        void notWritten();
    }

    /** @param servesUnwritten whether the intent need not be in the log */
    Departure(LoopState loop, Upstream upstream, Intention intention, boolean servesUnwritten, Sequel sequel) {
        this.loop = loop;
        this.upstream = upstream;
        this.intention = intention;
        this.servesUnwritten = servesUnwritten;
        this.sequel = sequel;
    }

    void begin() {
        intention.whenWritten(failure -> onLoop(() -> written(failure)));
        if (!over) {
            connect();
        }
    }

    private void onLoop(Runnable step) {
        if (loop.loop().inEventLoop()) {
            step.run();
            return;
        }
        try {
            loop.loop().execute(step);
        } catch (RejectedExecutionException stopped) {
            // whoever stopped the loop has ended the exchange before
        }
    }

    private void written(Optional<Throwable> failure) {
        if (over) {
            return;
        }
        if (failure.isPresent() && !servesUnwritten) {
            callOff();
            sequel.notWritten();
        } else {
            written = true;
            proceed();
        }
    }

    private void connect() {
        Future<UpstreamLink> taken = loop.pool(upstream).take();
        connecting = taken;
        taken.addListener(this::taken);
    }

    private void taken(Future<? super UpstreamLink> done) {
        connecting = null;
        if (done.isSuccess()) {
            link = (UpstreamLink) done.getNow();
        } else {
            fault = done.cause();
        }
        if (over) {
            giveBack();
        } else {
            proceed();
        }
    }

    private void proceed() {
        if (!written || (link == null && fault == null)) {
            return;
        }
        if (link != null && !link.usable()) {
            // closed by the upstream while the intent was being written
            link.close();
            link = null;
            connect();
            return;
        }
        over = true;
        if (link != null) {
            sequel.connected(link);
        } else if (fault != null) {
            sequel.notConnected(fault);
        }
    }

    /** Nothing is to be sent any more. */
    void callOff() {
        over = true;
        Future<UpstreamLink> awaited = connecting;
        if (awaited != null) {
            awaited.cancel(false);
        }
        giveBack();
    }

    private void giveBack() {
        if (link != null) {
            loop.pool(upstream).giveBack(link);
            link = null;
        }
    }
}
