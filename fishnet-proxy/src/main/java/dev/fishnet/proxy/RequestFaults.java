package dev.fishnet.proxy;

import dev.fishnet.proxy.strict.MalformedHttpException;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/** The answers to requests that could not be read, or not in the time and space there is. */
final class RequestFaults {
    private RequestFaults() {}

    /** @param inBody whether the head had been read: a chunk's line is no request line */
    static Refusal unreadable(Throwable cause, boolean inBody) {
        if (cause instanceof MalformedHttpException ours) {
            return switch (ours.kind()) {
                case VERSION ->
                    Refusal.of(
                            HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED,
                            "version_refused",
                            "The gateway speaks HTTP/1.1 only.");
                case AMBIGUOUS -> Refusal.malformed("The request is malformed: " + ours.getMessage() + ".");
            };
        }
        if (cause instanceof TooLongHttpLineException && !inBody) {
            return Refusal.of(
                    HttpResponseStatus.REQUEST_URI_TOO_LONG, "target_too_long", "The request line is too long.");
        }
        return cause instanceof TooLongHttpHeaderException && !inBody
                ? headTooLarge()
                : Refusal.malformed("The request is malformed.");
    }

    static Refusal headTooLarge() {
        return Refusal.of(
                HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                "head_too_large",
                "The header fields are too large or too many.");
    }

    static Refusal bodyTooLarge(int most) {
        return Refusal.of(
                HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
                "body_too_large",
                "The request body is larger than " + most + " bytes.");
    }

    static Refusal tooSlow() {
        return Refusal.of(HttpResponseStatus.REQUEST_TIMEOUT, "too_slow", "The request did not arrive in time.");
    }

    static Refusal noRoomForBody() {
        return Refusal.of(
                HttpResponseStatus.SERVICE_UNAVAILABLE,
                "buffers_full",
                "The gateway holds as many request bodies as it may; try again.");
    }

    static Refusal tooManyConnections() {
        return Refusal.of(
                HttpResponseStatus.SERVICE_UNAVAILABLE,
                "too_many_connections",
                "The gateway has as many connections as it may; try again.");
    }
}
