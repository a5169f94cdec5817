package dev.fishnet.proxy;

import dev.fishnet.policy.DenialCode;
import dev.fishnet.proxy.strict.MalformedHttpException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/** The answers to requests that could not be read, or not in the time and space there is. */
final class RequestFaults {
    private RequestFaults() {}

    /** @param inBody whether the head had been read: a chunk's line is no request line */
    static Refusal unreadable(Throwable cause, boolean inBody) {
        if (cause instanceof MalformedHttpException ours) {
            return switch (ours.kind()) {
                case VERSION -> Refusal.of(DenialCode.VERSION_REFUSED, "The gateway speaks HTTP/1.1 only.");
                case AMBIGUOUS -> Refusal.malformed("The request is malformed: " + ours.getMessage() + ".");
            };
        }
        if (cause instanceof TooLongHttpLineException && !inBody) {
            return Refusal.of(DenialCode.TARGET_TOO_LONG, "The request line is too long.");
        }
        return cause instanceof TooLongHttpHeaderException && !inBody
                ? headTooLarge()
                : Refusal.malformed("The request is malformed.");
    }

    static Refusal headTooLarge() {
        return Refusal.of(DenialCode.HEAD_TOO_LARGE, "The header fields are too large or too many.");
    }

    static Refusal bodyTooLarge(int most) {
        return Refusal.of(DenialCode.BODY_TOO_LARGE, "The request body is larger than " + most + " bytes.");
    }

    static Refusal tooSlow() {
        return Refusal.of(DenialCode.TOO_SLOW, "The request did not arrive in time.");
    }

    static Refusal noLog() {
        return Refusal.of(
                DenialCode.LOG_UNAVAILABLE, "The log cannot be written, so no credential may be used for now.");
    }

    static Refusal noRoomForBody() {
        return Refusal.of(DenialCode.BUFFERS_FULL, "The gateway holds as many request bodies as it may; try again.");
    }

    static Refusal tooManyConnections() {
        return Refusal.of(DenialCode.TOO_MANY_CONNECTIONS, "The gateway has as many connections as it may; try again.");
    }
}
