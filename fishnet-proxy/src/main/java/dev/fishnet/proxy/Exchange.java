package dev.fishnet.proxy;

import dev.fishnet.llm.AnswerMeter;
import dev.fishnet.proxy.answer.AnswerBody;
import dev.fishnet.proxy.answer.Coding;
import dev.fishnet.proxy.answer.UnreadableAnswerException;
import dev.fishnet.proxy.key.HeldKey;
import dev.fishnet.proxy.key.KeyRing;
import dev.fishnet.proxy.key.UnusableKeyException;
import dev.fishnet.proxy.money.Tab;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.util.concurrent.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request that goes to an upstream and its answer that comes back, on one event loop. Whoever ends it, the agent or
 * the upstream, ends it for the other; a request is never sent twice, because it may cost money.
 */
final class Exchange implements Trial.Sequel {
    private final Call call;
    private final HttpRequest request;
    private final RequestBody body;
    private final AgentReply agent;
    private final LoopState loop;
    private @Nullable Trial trial;
    private Clearance clearance = Clearance.FREE;
    private @Nullable KeyRing keys;
    private @Nullable AnswerBody answer;
    private @Nullable Future<UpstreamLink> connecting;
    private @Nullable UpstreamLink link;
    private boolean over;

    /** @param body closed by the exchange */
    Exchange(Call call, HttpRequest request, RequestBody body, AgentReply agent, LoopState loop) {
        this.call = call;
        this.request = request;
        this.body = body;
        this.agent = agent;
        this.loop = loop;
    }

    void start(Court court) {
        trial = new Trial(call, body, court, loop.loop(), this);
        trial.begin();
    }

    @Override
    public void refused(Refusal why) {
        failed(why);
    }

    /** The money is held before the key is touched. */
    @Override
    public void allowed(Clearance leave) {
        clearance = leave;
        try {
            keys = loop.keys().keyFor(call.upstream().name()).orElse(null);
            if (keys != null) {
                connect();
            } else {
                failed(UpstreamFaults.noCredential(call.upstream().name()));
            }
        } catch (UnusableKeyException e) {
            log("credential_unusable", String.valueOf(e.getMessage()));
            failed(UpstreamFaults.unusableCredential(call.upstream().name()));
        }
    }

    private void connect() {
        Future<UpstreamLink> taken = loop.pool(call.upstream()).take();
        connecting = taken;
        taken.addListener(this::connected);
    }

    private void connected(Future<? super UpstreamLink> taken) {
        connecting = null;
        if (!taken.isSuccess()) {
            notConnected(taken.cause());
            return;
        }
        UpstreamLink connected = (UpstreamLink) taken.getNow();
        if (over || keys == null) {
            loop.pool(call.upstream()).giveBack(connected);
        } else {
            send(connected, keys.current());
        }
    }

    /** A fault of ours must not leave the request without an end. */
    private void send(UpstreamLink connected, HeldKey current) {
        link = connected;
        try {
            ByteBuf sent = clearance.body().in(body.whole());
            OutboundRequest head = outbound(current, sent.readableBytes());
            clearance.tab().ifPresent(Tab::sending);
            connected.send(this, head, sent);
        } catch (RuntimeException e) {
            log("send", e.getClass().getName());
            refuseAnswer(UpstreamFaults.of(e));
        }
    }

    private void notConnected(Throwable cause) {
        if (!over) {
            Refusal why = UpstreamFaults.of(cause);
            log(why.denied().code().id(), String.valueOf(cause));
            failed(why);
        }
    }

    private OutboundRequest outbound(HeldKey current, int length) {
        HttpHeaders fields = RequestFields.from(request.headers(), call.upstream(), length);
        return new OutboundRequest(
                request.method(), call.target(), fields, call.upstream().credential(), current);
    }

    /** The request has gone: its body need not be kept while the answer comes. */
    void sent() {
        body.close();
    }

    void answered(HttpResponse head) {
        if (keys == null) {
            return;
        }
        int status = head.status().code();
        clearance.tab().ifPresent(tab -> tab.answered(status));
        boolean body = AnswerFields.hasBody(request.method(), head);
        Coding coding = body ? Coding.of(head.headers()) : Coding.NONE;
        if (coding == Coding.OTHER) {
            refuseAnswer(UpstreamFaults.coded());
            return;
        }
        Optional<AnswerMeter> meter = body ? meter(head) : Optional.empty();
        answer = new AnswerBody(coding, meter, keys.mask(agent.allocator()), agent.allocator());
        boolean rewritten = meter.isPresent() && clearance.asked() && AnswerFields.isEventStream(head.headers());
        agent.begin(status, AnswerFields.from(head.headers(), keys, coding, rewritten), body);
    }

    /** Only an answer that costs is counted. */
    private Optional<AnswerMeter> meter(HttpResponse head) {
        if (clearance.tab().isEmpty() || head.status().codeClass() != HttpStatusClass.SUCCESS) {
            return Optional.empty();
        }
        boolean events = AnswerFields.isEventStream(head.headers());
        return Optional.of(AnswerMeter.of(call.api(), events, clearance.asked()));
    }

    private void refuseAnswer(Refusal why) {
        if (link != null) {
            link.abandon();
        }
        failed(why);
    }

    /** @param bytes taken over */
    void data(ByteBuf bytes) {
        if (answer == null || !bytes.isReadable()) {
            bytes.release();
            return;
        }
        try {
            agent.body(answer.pass(bytes));
            takeWhatTheAgentTakes();
        } catch (UnreadableAnswerException e) {
            refuseAnswer(UpstreamFaults.coded());
        }
    }

    void flush() {
        agent.flush();
        takeWhatTheAgentTakes();
    }

    /** Reads on while the agent keeps up, and not at all while it does not. */
    void takeWhatTheAgentTakes() {
        if (link != null) {
            link.reading(agent.writable());
        }
    }

    void ended() {
        try {
            ByteBuf rest = answer == null ? Unpooled.EMPTY_BUFFER : answer.finish();
            finish();
            agent.end(rest);
        } catch (UnreadableAnswerException e) {
            failed(UpstreamFaults.coded());
        }
    }

    /** An answer that has begun cannot be refused any more: the agent must see that it is not whole. */
    void failed(Refusal why) {
        if (over) {
            return;
        }
        boolean begun = answer != null;
        finish();
        if (begun) {
            log(why.denied().code().id(), "after the answer had begun");
            agent.cut();
        } else {
            agent.refuse(why);
        }
    }

    private void log(String rule, String detail) {
        loop.failures().failed(call.upstream().name(), rule, detail);
    }

    void agentGone() {
        if (!over) {
            UpstreamLink abandoned = link;
            Future<UpstreamLink> awaited = connecting;
            finish();
            if (abandoned != null) {
                abandoned.abandon();
            }
            if (awaited != null) {
                awaited.cancel(false);
            }
        }
    }

    /**
     * The link may carry another exchange from here on. The money is the last that may be forgotten, so it is first.
     */
    private void finish() {
        over = true;
        clearance.tab().ifPresent(tab -> tab.close(answer == null ? Optional.empty() : answer.usage()));
        link = null;
        if (trial != null) {
            trial.callOff();
        }
        body.close();
        if (answer != null) {
            answer.close();
        }
        if (keys != null) {
            keys.close();
            keys = null;
        }
    }
}
