package dev.fishnet.proxy;

import dev.fishnet.policy.DenialCode;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages out: a page can make a browser on this machine send requests here, by the gateway's address or by a
 * name that resolves to it.
 */
final class PageRules {
    private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

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
        String suffix = ":" + port;
        return lower.endsWith(suffix)
                ? NAMES.contains(lower.substring(0, lower.length() - suffix.length()))
                : port == 80 && NAMES.contains(lower);
    }

    private static @Nullable Refusal origin(HttpHeaders headers) {
        boolean page = headers.contains(HttpHeaderNames.ORIGIN)
                || (headers.contains(FETCH_SITE)
                        && headers.getAll(FETCH_SITE).stream().anyMatch(site -> !site.equals("none")));
        return page ? Refusal.of(DenialCode.ORIGIN_REFUSED, "The gateway serves programs, not web pages.") : null;
    }
}
