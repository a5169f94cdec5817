package dev.fishnet.proxy;

import dev.fishnet.policy.DenialCode;
import dev.fishnet.proxy.strict.FieldName;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.AsciiString;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The form of a request, as far as it can be told from a head that has been read without an error. */
final class FormRules {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /** Fields that say where a message ends, whom it is for or what it means: nobody may ask a proxy to drop them. */
    private static final Set<String> NOT_FOR_CONNECTION = Set.of(
            "host",
            "content-length",
            "content-type",
            "content-encoding",
            "transfer-encoding",
            "authorization",
            "x-api-key",
            "expect",
            "connection");

    /** Fields whose meaning must be the same to every reader; another spelling of them is refused, not ignored. */
    private static final Set<String> ONE_SPELLING = Set.of(
            "host", "content-length", "content-type", "content-encoding", "transfer-encoding", "expect", "connection");

    private FormRules() {}

    static List<HeadRule> rules(GatewayLimits.Sizes sizes) {
        return List.of(
                (head, port) -> method(head),
                (head, port) -> target(head),
                (head, port) -> fields(head.headers(), sizes.fields()),
                (head, port) -> transferEncoding(head.headers()),
                (head, port) -> connection(head.headers()),
                (head, port) -> expectation(head.headers()),
                (head, port) -> length(head, sizes.body()));
    }

    private static @Nullable Refusal method(HttpRequest head) {
        String method = head.method().name();
        if (METHODS.contains(method)) {
            return null;
        }
        if (method.equals("CONNECT")) {
            return forwardProxy();
        }
        return method.equals("TRACE")
                ? Refusal.of(DenialCode.METHOD_REFUSED, "TRACE is not passed on.")
                : Refusal.of(DenialCode.METHOD_UNKNOWN, "The gateway does not know the method.");
    }

    private static @Nullable Refusal target(HttpRequest head) {
        String target = head.uri();
        if (target.startsWith("/")) {
            return null;
        }
        return target.contains("://") ? forwardProxy() : badTarget("does not begin with a slash");
    }

    private static Refusal forwardProxy() {
        return Refusal.of(
                DenialCode.FORWARD_PROXY_UNSUPPORTED,
                "The gateway is not a forward proxy: it takes requests below /proxy/, not CONNECT or whole URLs.");
    }

    static Refusal badTarget(String fault) {
        return Refusal.of(DenialCode.PATH_REFUSED, "The request's target " + fault + ".");
    }

    /** {@code transfer_encoding} and the like are other fields here, and the same field to servers that fold them. */
    private static @Nullable Refusal fields(HttpHeaders headers, int most) {
        if (headers.size() > most) {
            return RequestFaults.headTooLarge();
        }
        Iterator<Map.Entry<CharSequence, CharSequence>> all = headers.iteratorCharSequence();
        while (all.hasNext()) {
            CharSequence name = all.next().getKey();
            if (AsciiString.indexOf(name, '_', 0) >= 0 && ONE_SPELLING.contains(FieldName.canonical(name))) {
                return Refusal.malformed("A header field's name is spelt with an underscore for a hyphen.");
            }
        }
        return null;
    }

    private static @Nullable Refusal transferEncoding(HttpHeaders headers) {
        if (!headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            return null;
        }
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked")
                ? null
                : Refusal.malformed("The only transfer coding taken is chunked.");
    }

    private static @Nullable Refusal connection(HttpHeaders headers) {
        for (String name : FieldsDropped.namedByConnection(headers)) {
            if (!FieldName.isToken(name) || NOT_FOR_CONNECTION.contains(name)) {
                return Refusal.malformed("The Connection field names what must not be dropped.");
            }
        }
        return null;
    }

    private static @Nullable Refusal expectation(HttpHeaders headers) {
        if (!headers.contains(HttpHeaderNames.EXPECT)) {
            return null;
        }
        List<String> expected = headers.getAll(HttpHeaderNames.EXPECT);
        return expected.size() == 1 && expected.get(0).equalsIgnoreCase("100-continue")
                ? null
                : Refusal.of(DenialCode.EXPECTATION_REFUSED, "The only expectation met is 100-continue.");
    }

    private static @Nullable Refusal length(HttpRequest head, int most) {
        return HttpUtil.getContentLength(head, 0L) > most ? RequestFaults.bodyTooLarge(most) : null;
    }
}
