package dev.fishnet.proxy;

import dev.fishnet.policy.DenialCode;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages out: a page can make a browser on this machine send requests here, by the gateway's address or by a
 * name that resolves to it.
 */
final class PageRules {
    private static final String[] NAMES = {"127.0.0.1", "localhost", "[::1]"};

    private static final AsciiString FETCH_SITE = AsciiString.cached("sec-fetch-site");

    private PageRules() {}

    static List<HeadRule> rules() {
        return List.of((head, port) -> host(head.headers(), port), (head, port) -> origin(head.headers()));
    }

    private static @Nullable Refusal host(HttpHeaders headers, int port) {
        List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
        if (hosts.size() != 1) {
            return Refusal.malformed("A request has one Host field.");
        }
        return ours(hosts.get(0), port)
                ? null
                : Refusal.of(
                        DenialCode.HOST_REFUSED,
                        "The Host field must be 127.0.0.1, localhost or [::1], with the port the gateway listens on.");
    }

    private static boolean ours(String host, int port) {
        String lower = host.toLowerCase(Locale.ROOT);
        int end = beforePort(lower, port);
        return end >= 0 ? isName(lower, end) : port == 80 && isName(lower, lower.length());
    }

    /** Where a colon and the port stand at the end, as one writes a number; -1 where they do not. */
    private static int beforePort(String host, int port) {
        int at = host.length();
        int rest = port;
        do {
            at--;
            if (at < 0 || host.charAt(at) != '0' + rest % 10) {
                return -1;
            }
            rest /= 10;
        } while (rest > 0);
        return at > 0 && host.charAt(at - 1) == ':' ? at - 1 : -1;
    }

    private static boolean isName(String host, int end) {
        for (String name : NAMES) {
            if (name.length() == end && host.startsWith(name)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Refusal origin(HttpHeaders headers) {
        boolean page = headers.contains(HttpHeaderNames.ORIGIN)
                || (headers.contains(FETCH_SITE)
                        && headers.getAll(FETCH_SITE).stream().anyMatch(site -> !site.equals("none")));
        return page ? Refusal.of(DenialCode.ORIGIN_REFUSED, "The gateway serves programs, not web pages.") : null;
    }
}
