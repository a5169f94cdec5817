package dev.fishnet.proxy;

import dev.fishnet.proxy.record.CaseFile;
import dev.fishnet.proxy.strict.RequestDecoder;
import dev.fishnet.proxy.strict.RequestTarget;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** An agent's connection: reads one request whole, has it answered, reads the next. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty's: a write that fails also closes the channel, which is seen
final class AgentHandler extends ChannelInboundHandlerAdapter {
    /** Pipelined requests that may wait, in bytes; beyond it the connection is not read before its end. */
    private static final int MOST_WAITING = 64 * 1024;

    private enum State {
        HEAD,
        BODY,
        ANSWERING,
        CLOSING
    }

    private final SocketChannel channel;
    private final RequestDecoder decoder;
    private final AgentHouse house;
    private final LoopState loop;
    private final Visitor visitor;
    private final Deadline deadline;
    private final AgentReply reply;
    private State state = State.HEAD;
    private @Nullable CaseFile file;
    private @Nullable Reading reading;
    private @Nullable Exchange exchange;
    /** Whether something of a body has come in this turn; most bodies come whole, and need no time to be watched. */
    private boolean arriving;

    AgentHandler(
            SocketChannel channel, RequestDecoder decoder, AnswerEncoder encoder, AgentHouse house, LoopState loop) {
        this.channel = channel;
        this.decoder = decoder;
        this.house = house;
        this.loop = loop;
        this.visitor = new Visitor(channel);
        this.deadline = new Deadline(channel.eventLoop(), loop.flushes(), this::tooLate);
        this.reply = new AgentReply(
                channel,
                decoder,
                encoder,
                deadline,
                loop.flushes(),
                house.times().agentStall(),
                this::nextRequest);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        deadline.within(house.times().head());
        if (!house.admit(channel)) {
            refuse(RequestFaults.tooManyConnections());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        try {
            if (state == State.HEAD && msg instanceof HttpRequest head) {
                headRead(head);
            }
            if (state == State.BODY && msg instanceof HttpContent content) {
                contentRead(content);
            }
        } finally {
            ReferenceCountUtil.release(msg);
        }
    }

    private void headRead(HttpRequest head) {
        reply.answering(head.method(), house.court().rules().shapeOf(head.uri()));
        file = new CaseFile(visitor.uid());
        if (unreadable(head, false)) {
            return;
        }
        file.asks(head.method().name(), RequestTarget.pathOf(head.uri()));
        if (!HttpUtil.isKeepAlive(head) || house.draining()) {
            reply.lastOne();
        }
        Verdict verdict = house.admission().judge(head, visitor, file);
        if (verdict instanceof Verdict.Refused no) {
            refuse(no.refusal());
        } else {
            expectBody(head, verdict);
        }
    }

    private void expectBody(HttpRequest head, Verdict verdict) {
        state = State.BODY;
        reading = new Reading(
                head,
                verdict,
                house.newBody(channel.alloc()),
                house.times(),
                loop.flushes().now());
        arriving = true;
        if (head.headers().contains(HttpHeaderNames.EXPECT)) {
            reply.goOn();
        }
    }

    private void contentRead(HttpContent content) {
        if (reading == null || unreadable(content, true)) {
            return;
        }
        Refusal tooMuch = reading.body().append(content.content());
        if (tooMuch != null) {
            refuse(tooMuch);
        } else if (content instanceof LastHttpContent) {
            requestRead(reading);
        } else {
            arriving = true;
        }
    }

    private boolean unreadable(HttpObject part, boolean inBody) {
        if (part.decoderResult().isSuccess()) {
            return false;
        }
        refuse(RequestFaults.unreadable(part.decoderResult().cause(), inBody));
        return true;
    }

    private void requestRead(Reading whole) {
        state = State.ANSWERING;
        reading = null;
        deadline.clear();
        if (whole.verdict() instanceof Verdict.Forward forward) {
            exchange = new Exchange(forward.call(), whole.head(), whole.body(), reply, loop, house.court());
            exchange.start();
        } else {
            whole.body().close();
            reply.health(house.court().healthy());
        }
    }

    /** Before a request has been read whole, its end is not known: the connection ends with the answer. */
    private void refuse(Refusal refusal) {
        state = State.CLOSING;
        house.court().clerk().denied(file == null ? new CaseFile(visitor.uid()) : file, refusal.denied());
        closeReading();
        decoder.discard();
        reply.lastOne();
        reply.refuse(refusal);
    }

    private void nextRequest() {
        exchange = null;
        file = null;
        state = State.HEAD;
        deadline.within(house.times().head());
        channel.config().setAutoRead(true);
        decoder.proceed(channel.pipeline().context(decoder));
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (arriving && reading != null) {
            deadline.within(reading.timeLeft());
        }
        arriving = false;
        reply.hasRead();
        if (state == State.ANSWERING && decoder.waitingBytes() > MOST_WAITING) {
            channel.config().setAutoRead(false);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (state == State.ANSWERING && !channel.isWritable()) {
            deadline.within(house.times().agentStall());
        } else if (state == State.ANSWERING) {
            deadline.clear();
        }
        if (exchange != null) {
            exchange.takeWhatTheAgentTakes();
        }
    }

    private void tooLate() {
        boolean slow = state == State.BODY || (state == State.HEAD && decoder.midRequest());
        if (slow) {
            refuse(RequestFaults.tooSlow());
        } else {
            channel.close();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof AgentHouse.Drain) {
            reply.lastOne();
            if (state == State.HEAD && !decoder.midRequest()) {
                channel.close();
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        state = State.CLOSING;
        deadline.close();
        reply.close();
        closeReading();
        if (exchange != null) {
            exchange.agentGone(house.closing());
            exchange = null;
        }
    }

    private void closeReading() {
        if (reading != null) {
            reading.body().close();
            reading = null;
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        channel.close();
    }
}
