package dev.fishnet.proxy;

import dev.fishnet.policy.AgentToken;
import dev.fishnet.proxy.strict.FieldName;
import dev.fishnet.upstream.Upstream;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.util.AsciiString;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The header fields an upstream gets: the agent's, in their order and spelling, without those that are not its own. */
final class RequestFields {
    /**
     * The agent's credentials and claims about who it is, other spellings of the method, host and path that have been
     * judged, what the gateway says itself, and requests for a part of an answer: parts of an echoed key could not be
     * told from other text.
     */
    private static final Set<String> NOT_PASSED = Set.of(
            "authorization",
            "x-api-key",
            "api-key",
            "x-goog-api-key",
            "cookie",
            "cookie2",
            "forwarded",
            "via",
            "x-real-ip",
            "client-ip",
            "true-client-ip",
            "x-host",
            "host",
            "content-length",
            "accept-encoding",
            "expect",
            "range",
            "if-range");

    /** How the names begin of fields that say method, host or path in another way, whatever stands behind. */
    private static final String[] OTHER_WAYS = {
        "x-forwarded-",
        "x-original-",
        "x-rewrite-",
        "x-override-",
        "x-http-method",
        "x-http-verb",
        "x-http-path",
        "x-http-host",
        "x-method"
    };

    private RequestFields() {}

    /** @param length of the body, said to the upstream when the agent said there was one */
    static SentFields from(HttpHeaders agent, Upstream upstream, int length) {
        SentFields fields = fields(upstream);
        copy(agent, fields, name -> !name.equals(upstream.credential().name()));
        if (agent.contains(HttpHeaderNames.CONTENT_LENGTH) || agent.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            fields.add(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(length));
        }
        return fields;
    }

    /**
     * For a request that is written anew, without a body: nothing of the agent's says what there would be in one, or
     * how Binance is to understand the rest.
     */
    static SentFields rewritten(HttpHeaders agent, Upstream upstream, HttpMethod method) {
        SentFields fields = fields(upstream);
        copy(agent, fields, name -> !name.startsWith("content-") && !name.startsWith("x-mbx-"));
        if (method.equals(HttpMethod.POST)) {
            fields.add(HttpHeaderNames.CONTENT_LENGTH, HttpHeaderValues.ZERO);
        }
        return fields;
    }

    /** The gateway's own. */
    static SentFields fields(Upstream upstream) {
        return new SentFields()
                .add(HttpHeaderNames.HOST, upstream.base().getRawAuthority())
                .add(HttpHeaderNames.ACCEPT_ENCODING, HttpHeaderValues.IDENTITY);
    }

    private static void copy(HttpHeaders agent, SentFields fields, Predicate<String> wanted) {
        List<String> named = FieldsDropped.namedByConnection(agent);
        Iterator<Map.Entry<CharSequence, CharSequence>> all = agent.iteratorCharSequence();
        while (all.hasNext()) {
            Map.Entry<CharSequence, CharSequence> field = all.next();
            String name = FieldName.canonical(field.getKey());
            if (passed(name)
                    && wanted.test(name)
                    && !named.contains(name)
                    && !AsciiString.contains(field.getValue(), AgentToken.PREFIX)) {
                fields.add(field.getKey(), field.getValue());
            }
        }
    }

    private static boolean passed(String name) {
        return !FieldsDropped.hopByHop(name) && !NOT_PASSED.contains(name) && !saysOtherwise(name);
    }

    private static boolean saysOtherwise(String name) {
        if (!name.startsWith("x-")) {
            return false;
        }
        for (String way : OTHER_WAYS) {
            if (name.startsWith(way)) {
                return true;
            }
        }
        return false;
    }
}
