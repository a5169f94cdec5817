package dev.fishnet.proxy;

import dev.fishnet.policy.Decision;
import dev.fishnet.policy.DenialCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;

/**
 * An answer of the gateway's own: a code, which has its status, and why. Of the request it repeats at most the name of
 * a model, and that only where it is made of letters, digits and a few marks.
 */
record Refusal(Decision.Denied denied) {
    static final String REASON_FIELD = "x-fishnet-reason";

    /** What the SDKs of OpenAI and Anthropic ask before they go by the status. */
    private static final String RETRY_FIELD = "x-should-retry";

    private static final Set<DenialCode> WAITING_HELPS = Set.of(
            DenialCode.TOO_SLOW,
            DenialCode.BUFFERS_FULL,
            DenialCode.TOO_MANY_CONNECTIONS,
            DenialCode.RATE_LIMIT_EXCEEDED,
            DenialCode.BOOKS_UNAVAILABLE,
            DenialCode.LOG_UNAVAILABLE,
            DenialCode.UPSTREAM_UNREACHABLE,
            DenialCode.UPSTREAM_TIMEOUT);

    static Refusal of(DenialCode code, String reason) {
        return new Refusal(Decision.Denied.of(code, reason));
    }

    static Refusal malformed(String reason) {
        return of(DenialCode.MALFORMED_REQUEST, reason);
    }

    FullHttpResponse response(ErrorShape shape) {
        ByteBuf body = Unpooled.copiedBuffer(shape.json(denied), StandardCharsets.UTF_8);
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(denied.code().status()), body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set(REASON_FIELD, denied.code().id());
        denied.retryAfter().ifPresent(wait -> response.headers().set(HttpHeaderNames.RETRY_AFTER, seconds(wait)));
        if (!WAITING_HELPS.contains(denied.code())) {
            response.headers().set(RETRY_FIELD, "false");
        }
        if (denied.code() == DenialCode.METHOD_NOT_ALLOWED) {
            response.headers().set(HttpHeaderNames.ALLOW, "GET");
        }
        return response;
    }

    /** Rounded up: a second too early is too early. */
    private static long seconds(Duration wait) {
        return wait.plusSeconds(1).minusNanos(1).toSeconds();
    }
}
