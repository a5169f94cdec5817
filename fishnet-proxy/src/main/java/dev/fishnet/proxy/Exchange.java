package dev.fishnet.proxy;

import dev.fishnet.audit.Ending;
import dev.fishnet.llm.AnswerMeter;
import dev.fishnet.policy.DenialCode;
import dev.fishnet.proxy.answer.AnswerBody;
import dev.fishnet.proxy.answer.Coding;
import dev.fishnet.proxy.answer.UnreadableAnswerException;
import dev.fishnet.proxy.key.UnusableKeyException;
import dev.fishnet.proxy.money.Tab;
import dev.fishnet.proxy.record.Intention;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.Usage;
import dev.fishnet.upstream.Dialect;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One request that goes to an upstream and its answer that comes back, on one event loop. Whoever ends it, the agent or
 * the upstream, ends it for the other; a request is never sent twice, because it may cost money.
 */
final class Exchange implements Hearing.Sequel, Departure.Sequel, Asker {
    private final Call call;
    private final HttpRequest request;
    private final RequestBody body;
    private final AgentReply agent;
    private final LoopState loop;
    private final Court court;
    private @Nullable Hearing hearing;
    private Clearance clearance = Clearance.FREE;
    private Keys.@Nullable Lent lent;
    private @Nullable Departure departure;
    private @Nullable AnswerBody answer;
    private @Nullable UpstreamLink link;
    private OptionalInt status = OptionalInt.empty();
    private boolean over;

    /** @param body closed by the exchange */
    Exchange(Call call, HttpRequest request, RequestBody body, AgentReply agent, LoopState loop, Court court) {
        this.call = call;
        this.request = request;
        this.body = body;
        this.agent = agent;
        this.loop = loop;
        this.court = court;
    }

    void start() {
        hearing = call.upstream().dialect() == Dialect.BINANCE
                ? new OrderHearing(call, request.headers(), body, court, loop, this)
                : new Trial(call, body, court, loop.loop(), this);
        Fingerprint.take(call, body, court.readers(), loop.loop(), this::hear, this::refused);
    }

    private void hear() {
        if (!over && hearing != null) {
            hearing.begin();
        }
    }

    @Override
    public void refused(Refusal why) {
        if (!over) {
            court.clerk().denied(call.file(), why.denied());
            failed(why);
        }
    }

    /** The money is held before the key is touched, and books and log have it before the key leaves. */
    @Override
    public void allowed(Clearance leave) {
        clearance = leave;
        try {
            lent = leave.sending().borrow(call, loop.keys());
            departure = Departure.of(call, leave.tab(), lent.credential(), body, court, loop, this);
            departure.begin();
        } catch (NoCredentialException e) {
            refused(e.refusal());
        } catch (UnusableKeyException e) {
            log("credential_unusable", String.valueOf(e.getMessage()));
            refused(UpstreamFaults.unusableCredential(call.upstream().name()));
        } catch (RuntimeException e) {
            // A fault of ours must not leave the request without an end.
            log("allowed", e.getClass().getName());
            failed(UpstreamFaults.of(e));
        }
    }

    @Override
    public void notWritten(Refusal why) {
        failed(why);
    }

    @Override
    public void connected(UpstreamLink connected) {
        if (lent != null) {
            send(connected, lent);
        }
    }

    /** A fault of ours must not leave the request without an end. */
    private void send(UpstreamLink connected, Keys.Lent keys) {
        link = connected;
        try {
            ByteBuf sent = clearance.sending().body(body.whole());
            OutboundRequest whole = clearance.sending().request(call, request, keys, sent);
            clearance.tab().ifPresent(Tab::sending);
            connected.send(this, whole);
        } catch (RuntimeException e) {
            log("send", e.getClass().getName());
            refuseAnswer(UpstreamFaults.of(e));
        }
    }

    @Override
    public void notConnected(Throwable cause) {
        Refusal why = UpstreamFaults.of(cause);
        log(why.denied().code().id(), String.valueOf(cause));
        failed(why);
    }

    /** The request has gone: its body need not be kept while the answer comes. */
    @Override
    public void sent() {
        body.close();
    }

    @Override
    public void answered(HttpResponse head) {
        if (lent == null) {
            return;
        }
        int code = head.status().code();
        status = OptionalInt.of(code);
        clearance.tab().ifPresent(tab -> tab.answered(code));
        boolean body = AnswerFields.hasBody(request.method(), head);
        Coding coding = body ? Coding.of(head.headers()) : Coding.NONE;
        if (coding == Coding.OTHER) {
            refuseAnswer(UpstreamFaults.coded());
            return;
        }
        Optional<AnswerMeter> meter = body ? clearance.meter(call, head) : Optional.empty();
        answer = new AnswerBody(coding, meter, lent.ring().mask(agent.allocator()), agent.allocator());
        boolean rewritten = meter.isPresent() && clearance.asked() && AnswerFields.isEventStream(head.headers());
        agent.begin(code, AnswerFields.from(head.headers(), lent.ring(), coding, rewritten), body);
    }

    private void refuseAnswer(Refusal why) {
        if (link != null) {
            link.abandon();
        }
        failed(why);
    }

    @Override
    public void data(ByteBuf bytes) {
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

    @Override
    public void flush() {
        agent.flush();
        takeWhatTheAgentTakes();
    }

    /** Reads on while the agent keeps up, and not at all while it does not. */
    void takeWhatTheAgentTakes() {
        if (link != null) {
            link.reading(agent.writable());
        }
    }

    @Override
    public void ended() {
        try {
            ByteBuf rest = answer == null ? Unpooled.EMPTY_BUFFER : answer.finish();
            finish(Ending.ANSWERED, Optional.empty());
            agent.end(rest);
        } catch (UnreadableAnswerException e) {
            failed(UpstreamFaults.coded());
        }
    }

    /** An answer that has begun cannot be refused any more: the agent must see that it is not whole. */
    @Override
    public void failed(Refusal why) {
        if (over) {
            return;
        }
        boolean begun = answer != null;
        finish(begun ? Ending.CUT : Ending.FAILED, Optional.of(why.denied().code()));
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

    /** @param sentAway by the gateway itself, which stops */
    void agentGone(boolean sentAway) {
        if (!over) {
            UpstreamLink abandoned = link;
            boolean begun = answer != null;
            finish(sentAway ? begun ? Ending.CUT : Ending.FAILED : Ending.LEFT, Optional.empty());
            if (abandoned != null) {
                abandoned.abandon();
            }
        }
    }

    /**
     * The link may carry another exchange from here on. The money is the last that may be forgotten, so it is first,
     * and the log hears of it in the same moment.
     */
    private void finish(Ending how, Optional<DenialCode> failure) {
        over = true;
        Optional<Usage> usage = answer == null ? Optional.empty() : answer.usage();
        Optional<MicroUsd> cost = clearance.close(usage);
        if (departure != null) {
            departure.ended(new Intention.End(how, status, usage, cost, failure));
        }
        link = null;
        if (hearing != null) {
            hearing.callOff();
        }
        body.close();
        if (answer != null) {
            answer.close();
        }
        if (lent != null) {
            lent.ring().close();
            lent = null;
        }
    }
}
