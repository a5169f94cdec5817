package dev.fishnet.proxy;

import dev.fishnet.proxy.strict.RequestTarget;
import dev.fishnet.upstream.Upstream;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Judges a request by its head: form, caller's page, route, path. */
final class Admission {
    private static final String PREFIX = "/proxy/";

    private final Map<String, Upstream> upstreams;
    private final List<HeadRule> rules;

    Admission(List<Upstream> upstreams, GatewayLimits.Sizes sizes) {
        this.upstreams = new LinkedHashMap<>();
        upstreams.forEach(u -> this.upstreams.put(u.name().value(), u));
        this.rules = Stream.of(FormRules.rules(sizes), PageRules.rules())
                .flatMap(List::stream)
                .toList();
    }

    /** @param port the one the request came to */
    Verdict judge(HttpRequest head, int port) {
        for (HeadRule rule : rules) {
            Refusal refusal = rule.broken(head, port);
            if (refusal != null) {
                return new Verdict.Refused(refusal);
            }
        }
        return route(head);
    }

    private Verdict route(HttpRequest head) {
        String path = RequestTarget.pathOf(head.uri());
        if (path.equals("/health")) {
            return health(head);
        }
        Upstream upstream = upstreamFor(path);
        if (upstream == null) {
            return new Verdict.Refused(Refusal.of(
                    HttpResponseStatus.NOT_FOUND, "no_route", "The gateway serves /health" + served() + "."));
        }
        return RequestTarget.faultIn(head.uri())
                .<Verdict>map(fault -> new Verdict.Refused(FormRules.badTarget(fault)))
                .orElseGet(() -> forward(upstream, head.uri()));
    }

    private static Verdict health(HttpRequest head) {
        return head.method().equals(HttpMethod.GET)
                ? new Verdict.Health()
                : new Verdict.Refused(Refusal.of(
                        HttpResponseStatus.METHOD_NOT_ALLOWED, "method_not_allowed", "/health answers to GET only."));
    }

    private @Nullable Upstream upstreamFor(String path) {
        int end = path.startsWith(PREFIX) ? path.indexOf('/', PREFIX.length()) : -1;
        return end < 0 ? null : upstreams.get(path.substring(PREFIX.length(), end));
    }

    private static Verdict forward(Upstream upstream, String target) {
        int rest = PREFIX.length() + upstream.name().value().length();
        return new Verdict.Forward(upstream, upstream.base().getRawPath() + target.substring(rest));
    }

    private String served() {
        StringBuilder all = new StringBuilder();
        upstreams
                .keySet()
                .forEach(name -> all.append(", ").append(PREFIX).append(name).append('/'));
        return all.toString();
    }
}
