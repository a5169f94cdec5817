package dev.fishnet.proxy;

import dev.fishnet.policy.AgentToken;
import dev.fishnet.policy.DenialCode;
import dev.fishnet.proxy.strict.FieldName;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.AsciiString;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The agent token in a request's head: where an API key would stand, so that any SDK can send it. */
final class TokenFields {
    private static final String BEARER = "bearer ";

    private TokenFields() {}

    /** Why a request's token cannot be told, or null when it can, or when there is none. */
    static @Nullable Refusal fault(HttpRequest head) {
        if (head.uri().contains(AgentToken.PREFIX)) {
            return refused("An agent token stands in an Authorization or x-api-key field, never in the target.");
        }
        int authorizations = 0;
        String token = null;
        Iterator<Map.Entry<CharSequence, CharSequence>> all = head.headers().iteratorCharSequence();
        while (all.hasNext()) {
            Map.Entry<CharSequence, CharSequence> field = all.next();
            authorizations += isAuthorization(field.getKey()) ? 1 : 0;
            String found = token(field);
            if (token != null && found != null && !token.equals(found)) {
                return refused("The request has two agent tokens.");
            }
            token = found == null ? token : found;
        }
        return token != null && authorizations > 1
                ? refused("A request with an agent token has one Authorization field at most.")
                : null;
    }

    /** The token, of a head without a fault. */
    static Optional<String> token(HttpRequest head) {
        Iterator<Map.Entry<CharSequence, CharSequence>> all = head.headers().iteratorCharSequence();
        while (all.hasNext()) {
            String found = token(all.next());
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private static @Nullable String token(Map.Entry<CharSequence, CharSequence> field) {
        if (!AsciiString.contains(field.getValue(), AgentToken.PREFIX)) {
            return null;
        }
        String value = field.getValue().toString().strip();
        if (isAuthorization(field.getKey())) {
            boolean bearer = value.regionMatches(true, 0, BEARER, 0, BEARER.length());
            value = bearer ? value.substring(BEARER.length()).strip() : "";
        } else if (!FieldName.canonical(field.getKey()).equals("x-api-key")) {
            return null;
        }
        return AgentToken.isMeant(value) ? value : null;
    }

    private static boolean isAuthorization(CharSequence name) {
        return AsciiString.contentEqualsIgnoreCase("authorization", name);
    }

    private static Refusal refused(String reason) {
        return Refusal.of(DenialCode.TOKEN_REFUSED, reason);
    }
}
