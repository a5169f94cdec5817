package dev.fishnet.proxy;

import dev.fishnet.policy.DenialCode;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the body of a request to a model must be, as far as its head says: JSON that is there to be read. Another coding
 * or character set could show an upstream other words than the ones that are judged.
 */
final class ContentRules {
    /** A media type with its parameters; the first group is the type, the second all the parameters. */
    private static final Pattern TYPE = Pattern.compile("[ \\t]*([a-z/+.-]+)((?:[ \\t]*;[^;]*)*)", Pattern.DOTALL);

    private static final Pattern PARAMETER =
            Pattern.compile("[ \\t]*;[ \\t]*([a-z0-9_-]+)=(\"?)([a-z0-9._/:-]+)\\2[ \\t]*");

    private ContentRules() {}

    /** Why the request goes no further, or null. */
    static @Nullable Refusal broken(HttpRequest head, Call call) {
        if (call.hasPrompt()) {
            return json(head.headers());
        }
        return call.upstream().dialect().isLlm() && bodyless(head) && hasBody(head.headers())
                ? refused("A " + head.method() + " request to a model has no body.")
                : null;
    }

    private static boolean bodyless(HttpRequest head) {
        return List.of("GET", "HEAD", "OPTIONS").contains(head.method().name());
    }

    private static boolean hasBody(HttpHeaders headers) {
        return headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
                || headers.getAll(HttpHeaderNames.CONTENT_LENGTH).stream().anyMatch(length -> !length.matches("0+"));
    }

    private static @Nullable Refusal json(HttpHeaders headers) {
        if (headers.contains(HttpHeaderNames.CONTENT_ENCODING) && isCoded(headers)) {
            return refused("The body must not be compressed: leave Content-Encoding out.");
        }
        List<String> types = headers.getAll(HttpHeaderNames.CONTENT_TYPE);
        return types.size() == 1 && isJson(types.get(0))
                ? null
                : refused("The body must be JSON in UTF-8, with one Content-Type of application/json.");
    }

    private static boolean isCoded(HttpHeaders headers) {
        for (String coding : headers.getAll(HttpHeaderNames.CONTENT_ENCODING)) {
            if (!coding.strip().equalsIgnoreCase("identity")) {
                return true;
            }
        }
        return false;
    }

    static boolean isJson(String type) {
        return type.equals("application/json") || isJsonSaidOtherwise(type);
    }

    private static boolean isJsonSaidOtherwise(String type) {
        Matcher whole = TYPE.matcher(type.toLowerCase(Locale.ROOT));
        return whole.matches() && whole.group(1).equals("application/json") && readable(whole.group(2));
    }

    private static boolean readable(String parameters) {
        Matcher next = PARAMETER.matcher(parameters);
        int end = 0;
        int charsets = 0;
        while (end < parameters.length()) {
            if (!next.find(end) || next.start() != end) {
                return false;
            }
            if (next.group(1).equals("charset")) {
                charsets += next.group(3).equals("utf-8") ? 1 : 2;
            }
            end = next.end();
        }
        return charsets < 2;
    }

    private static Refusal refused(String reason) {
        return Refusal.of(DenialCode.BODY_REFUSED, reason);
    }
}
