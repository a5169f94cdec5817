package dev.fishnet.proxy;

import dev.fishnet.policy.Decision;
import dev.fishnet.policy.RuleId;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;

/** An answer of the gateway's own: a status, the rule that said no, and why. Nothing in it comes from the request. */
record Refusal(HttpResponseStatus status, Decision.Denied denied) {
    static final String REASON_FIELD = "x-fishnet-reason";

    static Refusal of(HttpResponseStatus status, String rule, String reason) {
        return new Refusal(status, new Decision.Denied(new RuleId(rule), reason));
    }

    static Refusal forbidden(String rule, String reason) {
        return of(HttpResponseStatus.FORBIDDEN, rule, reason);
    }

    static Refusal malformed(String reason) {
        return of(HttpResponseStatus.BAD_REQUEST, "malformed_request", reason);
    }

    static Refusal badGateway(String rule, String reason) {
        return of(HttpResponseStatus.BAD_GATEWAY, rule, reason);
    }

    FullHttpResponse response(ErrorShape shape) {
        ByteBuf body = Unpooled.copiedBuffer(shape.json(status.code(), denied), StandardCharsets.UTF_8);
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set(REASON_FIELD, denied.rule().value());
        if (status.equals(HttpResponseStatus.METHOD_NOT_ALLOWED)) {
            response.headers().set(HttpHeaderNames.ALLOW, "GET");
        }
        return response;
    }
}
