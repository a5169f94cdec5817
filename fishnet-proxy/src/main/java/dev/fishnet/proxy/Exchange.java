package dev.fishnet.proxy;

import dev.fishnet.policy.DenialCode;
import dev.fishnet.proxy.key.AnswerMask;
import dev.fishnet.proxy.key.HeldKey;
import dev.fishnet.proxy.key.KeyRing;
import dev.fishnet.proxy.key.UnusableKeyException;
import dev.fishnet.upstream.UpstreamName;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.concurrent.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request that goes to an upstream and its answer that comes back, on one event loop. Whoever ends it, the agent or
 * the upstream, ends it for the other; a request is never sent twice, because it may cost money.
 */
final class Exchange {
    private final Verdict.Forward route;
    private final HttpRequest request;
    private final RequestBody body;
    private final AgentReply agent;
    private final LoopState loop;
    private @Nullable KeyRing keys;
    private @Nullable AnswerMask mask;
    private @Nullable Future<UpstreamLink> connecting;
    private @Nullable UpstreamLink link;
    private boolean over;

    /** @param body closed by the exchange */
    Exchange(Verdict.Forward route, HttpRequest request, RequestBody body, AgentReply agent, LoopState loop) {
        this.route = route;
        this.request = request;
        this.body = body;
        this.agent = agent;
        this.loop = loop;
    }

    void start() {
        try {
            Optional<KeyRing> found = loop.keys().keyFor(route.upstream().name());
            if (found.isPresent()) {
                keys = found.get();
                connect();
            } else {
                failed(noCredential());
            }
        } catch (UnusableKeyException e) {
            log("credential_unusable", String.valueOf(e.getMessage()));
            failed(Refusal.of(DenialCode.CREDENTIAL_UNUSABLE, "The stored key cannot be sent. " + addKey()));
        }
    }

    private void connect() {
        Future<UpstreamLink> taken = loop.pool(route.upstream()).take();
        connecting = taken;
        taken.addListener(this::connected);
    }

    private Refusal noCredential() {
        return Refusal.of(DenialCode.NO_CREDENTIAL, "No key is stored for this upstream. " + addKey());
    }

    private String addKey() {
        UpstreamName name = route.upstream().name();
        return "The operator adds one with: fishnet add-key --service " + name;
    }

    private void connected(Future<? super UpstreamLink> taken) {
        connecting = null;
        if (!taken.isSuccess()) {
            notConnected(taken.cause());
            return;
        }
        UpstreamLink connected = (UpstreamLink) taken.getNow();
        if (over || keys == null) {
            loop.pool(route.upstream()).giveBack(connected);
        } else {
            link = connected;
            connected.send(this, outbound(keys.current()), body.whole());
        }
    }

    private void notConnected(Throwable cause) {
        if (!over) {
            Refusal why = UpstreamFaults.of(cause);
            log(why.denied().code().id(), String.valueOf(cause));
            failed(why);
        }
    }

    private OutboundRequest outbound(HeldKey current) {
        HttpHeaders fields = RequestFields.from(request.headers(), route.upstream(), body.length());
        return new OutboundRequest(
                request.method(), route.target(), fields, route.upstream().credential(), current);
    }

    /** The request has gone: its body need not be kept while the answer comes. */
    void sent() {
        body.close();
    }

    void answered(HttpResponse head) {
        if (keys == null) {
            return;
        }
        if (hasBody(head) && AnswerFields.coded(head.headers())) {
            refuseAnswer(UpstreamFaults.coded());
            return;
        }
        mask = keys.mask(agent.allocator());
        agent.begin(head.status().code(), AnswerFields.from(head.headers(), keys), hasBody(head));
    }

    private boolean hasBody(HttpResponse head) {
        return !request.method().equals(HttpMethod.HEAD)
                && !head.status().equals(HttpResponseStatus.NO_CONTENT)
                && !head.status().equals(HttpResponseStatus.NOT_MODIFIED);
    }

    private void refuseAnswer(Refusal why) {
        if (link != null) {
            link.abandon();
        }
        failed(why);
    }

    /** @param bytes taken over */
    void data(ByteBuf bytes) {
        if (mask == null || !bytes.isReadable()) {
            bytes.release();
            return;
        }
        agent.body(mask.pass(bytes));
        takeWhatTheAgentTakes();
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
        ByteBuf rest = mask == null ? Unpooled.EMPTY_BUFFER : mask.finish();
        finish();
        agent.end(rest);
    }

    /** An answer that has begun cannot be refused any more: the agent must see that it is not whole. */
    void failed(Refusal why) {
        if (over) {
            return;
        }
        boolean begun = mask != null;
        finish();
        if (begun) {
            log(why.denied().code().id(), "after the answer had begun");
            agent.cut();
        } else {
            agent.refuse(why);
        }
    }

    private void log(String rule, String detail) {
        loop.failures().failed(route.upstream().name(), rule, detail);
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

    /** The link may carry another exchange from here on. */
    private void finish() {
        over = true;
        link = null;
        body.close();
        if (mask != null) {
            mask.close();
        }
        if (keys != null) {
            keys.close();
            keys = null;
        }
    }
}
