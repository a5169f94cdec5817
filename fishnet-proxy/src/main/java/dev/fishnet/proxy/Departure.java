package dev.fishnet.proxy;

import dev.fishnet.proxy.money.Tab;
import dev.fishnet.proxy.record.Intention;
import dev.fishnet.upstream.Upstream;
import dev.fishnet.vault.Credential;
import io.netty.util.concurrent.Future;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Waits for what a request needs before it may be sent, its papers and a connection, which are seen to at the same
 * time; and tells the log in the end what became of it. Confined to one event loop.
 */
final class Departure {
    private final LoopState loop;
    private final Upstream upstream;
    private final Papers papers;
    private final Sequel sequel;
    private @Nullable Future<UpstreamLink> connecting;
    private @Nullable UpstreamLink link;
    private @Nullable Throwable fault;
    private boolean written;
    private boolean left;
    private boolean over;

    /** What follows; one of them is called, unless the request is over before. */
    interface Sequel {
        void connected(UpstreamLink link);

        void notConnected(Throwable cause);

        void notWritten(Refusal why);
    }

    private Departure(LoopState loop, Upstream upstream, Papers papers, Sequel sequel) {
        this.loop = loop;
        this.upstream = upstream;
        this.papers = papers;
        this.sequel = sequel;
    }

    /**
     * Hands the papers over.
     *
     * @param credential that the request is to be sent with
     */
    static Departure of(
            Call call,
            Optional<Tab> tab,
            Optional<Credential> credential,
            RequestBody body,
            Court court,
            LoopState loop,
            Sequel sequel) {
        Papers papers = Papers.handOver(
                court, tab, () -> court.clerk().intends(call.file(), credential, body::first, body.length()));
        return new Departure(loop, call.upstream(), papers, sequel);
    }

    void begin() {
        papers.whenKept(refusal -> onLoop(() -> written(refusal)));
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

    private void written(@Nullable Refusal refusal) {
        if (over) {
            return;
        }
        if (refusal != null) {
            sequel.notWritten(refusal);
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
        if (link != null) {
            left = true;
            sequel.connected(link);
        } else if (fault != null) {
            sequel.notConnected(fault);
        }
    }

    /** The request is over: what has not been sent is not sent any more. */
    void ended(Intention.End end) {
        over = true;
        papers.intention().ended(left ? end : end.unsent());
        Future<UpstreamLink> awaited = connecting;
        if (awaited != null) {
            awaited.cancel(false);
        }
        giveBack();
    }

    private void giveBack() {
        if (link != null && !left) {
            loop.pool(upstream).giveBack(link);
            link = null;
        }
    }
}
