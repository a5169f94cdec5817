package dev.fishnet.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * A connection to an upstream: carries one exchange at a time, and is closed rather than used again after anything that
 * leaves a doubt about where the next answer begins.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty's: a write that fails also closes the channel, which is seen
final class UpstreamLink extends ChannelInboundHandlerAdapter {
    private static final int MOST_INTERIM = 16;

    private final Channel channel;
    private final AnswerDecoder decoder;
    private final UpstreamPool pool;
    private final GatewayLimits limits;
    private final Deadline deadline;
    private @Nullable Asker exchange;
    private boolean sent;
    private boolean keptAlive;
    private boolean endsByClosing;
    private boolean closedCleanly;
    private boolean interim;
    private int interims;

    UpstreamLink(Channel channel, AnswerDecoder decoder, UpstreamPool pool, GatewayLimits limits) {
        this.channel = channel;
        this.decoder = decoder;
        this.pool = pool;
        this.limits = limits;
        this.deadline = new Deadline(channel.eventLoop(), pool.flushes(), this::tooLate);
    }

    /** @param request released when it has been written */
    void send(Asker next, OutboundRequest request) {
        exchange = next;
        sent = false;
        interims = 0;
        decoder.expectAnswerTo(request.method());
        deadline.within(limits.times().answer());
        pool.flushes().atTurnsEnd(channel);
        channel.write(request).addListener(written -> {
            sent = written.isSuccess();
            next.sent();
            if (!sent) {
                fail(UpstreamFaults.of(written.cause()));
            }
        });
    }

    /** Stops or resumes taking the answer, as the agent takes it. */
    void reading(boolean on) {
        if (channel.config().isAutoRead() != on) {
            channel.config().setAutoRead(on);
            deadline.within(limits.times().answer());
        }
    }

    /** The agent has gone: nobody waits for the answer. */
    void abandon() {
        exchange = null;
        channel.close();
    }

    boolean usable() {
        return channel.isActive() && decoder.clean();
    }

    /** Waits for the next exchange. */
    void park() {
        decoder.expectNothing();
        channel.config().setAutoRead(true);
        deadline.within(limits.times().idleUpstream());
    }

    void close() {
        channel.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (exchange == null) {
            ReferenceCountUtil.release(msg);
            channel.close();
        } else if (((HttpObject) msg).decoderResult().isFailure()) {
            ReferenceCountUtil.release(msg);
            fail(UpstreamFaults.unreadable(((HttpObject) msg).decoderResult().cause()));
        } else if (msg instanceof HttpResponse head) {
            headRead(head);
        } else {
            contentRead((HttpContent) msg);
        }
    }

    private void headRead(HttpResponse head) {
        if (head.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            interimRead(head);
            return;
        }
        if (exchange == null || UpstreamFaults.inHead(head, limits.sizes().fields())) {
            fail(UpstreamFaults.malformed());
            return;
        }
        keptAlive = HttpUtil.isKeepAlive(head);
        endsByClosing = !HttpUtil.isContentLengthSet(head) && !HttpUtil.isTransferEncodingChunked(head);
        deadline.within(limits.times().answer());
        exchange.answered(head);
    }

    /** The gateway has asked for none of them, and an agent can do without. */
    private void interimRead(HttpResponse head) {
        interim = true;
        if (++interims > MOST_INTERIM || head.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            fail(UpstreamFaults.malformed());
        }
    }

    private void contentRead(HttpContent content) {
        boolean last = content instanceof LastHttpContent;
        if (interim || exchange == null) {
            interim &= !last;
            content.release();
            return;
        }
        if (!last) {
            deadline.within(limits.times().answer());
        }
        exchange.data(content.content());
        if (last && exchange != null) {
            ended(exchange);
        }
    }

    private void ended(Asker done) {
        boolean byClosing = endsByClosing && !channel.isActive();
        if (byClosing && channel.pipeline().get(SslHandler.class) != null && !closedCleanly) {
            fail(UpstreamFaults.cutOff());
            return;
        }
        exchange = null;
        deadline.clear();
        done.ended();
        if (keptAlive && sent && !byClosing && usable()) {
            pool.giveBack(this);
        } else {
            channel.close();
        }
    }

    private void fail(Refusal why) {
        Asker failed = exchange;
        exchange = null;
        channel.close();
        if (failed != null) {
            failed.failed(why);
        }
    }

    private void tooLate() {
        if (exchange == null) {
            channel.close();
        } else if (channel.config().isAutoRead()) {
            fail(UpstreamFaults.tooSlow());
        } else {
            deadline.within(limits.times().answer());
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (exchange != null) {
            exchange.flush();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        closedCleanly |= event instanceof SslCloseCompletionEvent closed && closed.isSuccess();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        deadline.close();
        pool.forget(this);
        fail(UpstreamFaults.cutOff());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail(UpstreamFaults.of(cause));
    }
}
