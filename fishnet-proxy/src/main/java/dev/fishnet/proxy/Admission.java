package dev.fishnet.proxy;

import dev.fishnet.policy.DenialCode;
import dev.fishnet.proxy.strict.RequestTarget;
import dev.fishnet.upstream.Upstream;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Judges a request by its head: form, caller's page, route, path. */
final class Admission {
    private final List<Upstream> upstreams;
    private final List<HeadRule> rules;

    Admission(List<Upstream> upstreams, GatewayLimits.Sizes sizes) {
        this.upstreams = List.copyOf(upstreams);
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
            return new Verdict.Refused(Refusal.of(DenialCode.NO_ROUTE, "The gateway serves /health" + served() + "."));
        }
        return RequestTarget.faultIn(head.uri())
                .<Verdict>map(fault -> new Verdict.Refused(FormRules.badTarget(fault)))
                .orElseGet(() -> forward(upstream, head.uri()));
    }

    private static Verdict health(HttpRequest head) {
        return head.method().equals(HttpMethod.GET)
                ? new Verdict.Health()
                : new Verdict.Refused(Refusal.of(DenialCode.METHOD_NOT_ALLOWED, "/health answers to GET only."));
    }

    private @Nullable Upstream upstreamFor(String path) {
        return upstreams.stream()
                .filter(upstream -> path.startsWith(upstream.route() + "/"))
                .findFirst()
                .orElse(null);
    }

    private static Verdict forward(Upstream upstream, String target) {
        String rest = target.substring(upstream.route().length());
        return new Verdict.Forward(upstream, upstream.base().getRawPath() + rest);
    }

    private String served() {
        StringBuilder all = new StringBuilder();
        upstreams.forEach(upstream -> all.append(", ").append(upstream.route()).append('/'));
        return all.toString();
    }
}
