package dev.fishnet.proxy;

import dev.fishnet.proxy.answer.Coding;
import dev.fishnet.upstream.Upstream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A question of the gateway's own to an upstream, without a key: short, soon answered or not at all. Confined to one
 * event loop.
 */
final class PriceQuestion implements Asker {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_ANSWER = 1024;

    private final Upstream upstream;
    private final LoopState loop;
    private final Consumer<Optional<String>> then;
    private final Deadline deadline;
    private final StringBuilder answer = new StringBuilder();
    private @Nullable Future<UpstreamLink> connecting;
    private @Nullable UpstreamLink link;
    private boolean over;

    /** @param then called once, with the whole answer when its status is 200, unless the question is called off */
    PriceQuestion(Upstream upstream, LoopState loop, Consumer<Optional<String>> then) {
        this.upstream = upstream;
        this.loop = loop;
        this.then = then;
        this.deadline = new Deadline(loop.loop(), loop.flushes(), this::giveUp);
    }

    void ask(String target) {
        deadline.within(PATIENCE);
        Future<UpstreamLink> taken = loop.pool(upstream).take();
        connecting = taken;
        taken.addListener(done -> connected(taken, target));
    }

    private void connected(Future<UpstreamLink> taken, String target) {
        connecting = null;
        if (!taken.isSuccess()) {
            loop.failures().failed(upstream.name(), "price", String.valueOf(taken.cause()));
            end(Optional.empty());
        } else if (over) {
            loop.pool(upstream).giveBack(taken.getNow());
        } else {
            link = taken.getNow();
            link.send(this, request(target));
        }
    }

    private OutboundRequest request(String target) {
        SentFields fields = RequestFields.fields(upstream).add(HttpHeaderNames.USER_AGENT, "fishnet");
        return new OutboundRequest(
                HttpMethod.GET,
                upstream.base().getRawPath() + target,
                fields,
                upstream.credential(),
                Optional.empty(),
                Unpooled.EMPTY_BUFFER);
    }

    /** Nobody wants the answer any more. */
    void callOff() {
        UpstreamLink used = link;
        Future<UpstreamLink> awaited = connecting;
        close();
        if (used != null) {
            used.abandon();
        }
        if (awaited != null) {
            awaited.cancel(false);
        }
    }

    private void giveUp() {
        if (!over) {
            callOff();
            then.accept(Optional.empty());
        }
    }

    @Override
    public void sent() {
        // the question has no body to let go of
    }

    @Override
    public void answered(HttpResponse head) {
        if (head.status().code() != 200 || Coding.of(head.headers()) != Coding.NONE) {
            giveUp();
        }
    }

    @Override
    public void data(ByteBuf bytes) {
        boolean fits = bytes.readableBytes() <= MOST_ANSWER - answer.length();
        if (fits) {
            answer.append(bytes.toString(StandardCharsets.ISO_8859_1));
        }
        bytes.release();
        if (!fits) {
            giveUp();
        }
    }

    @Override
    public void flush() {
        // nothing is passed on
    }

    /** The link is free again once this has returned, and may serve for the order too. */
    @Override
    public void ended() {
        link = null;
        loop.loop().execute(() -> end(Optional.of(answer.toString())));
    }

    @Override
    public void failed(Refusal why) {
        link = null;
        loop.failures().failed(upstream.name(), "price", why.denied().code().id());
        end(Optional.empty());
    }

    private void end(Optional<String> known) {
        if (!over) {
            close();
            then.accept(known);
        }
    }

    private void close() {
        over = true;
        link = null;
        connecting = null;
        deadline.close();
    }
}
