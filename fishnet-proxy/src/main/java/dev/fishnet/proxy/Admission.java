package dev.fishnet.proxy;

import dev.fishnet.llm.LlmApi;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.Caller;
import dev.fishnet.policy.Decision;
import dev.fishnet.policy.DenialCode;
import dev.fishnet.policy.RequestHead;
import dev.fishnet.proxy.record.CaseFile;
import dev.fishnet.proxy.strict.MethodsInQuery;
import dev.fishnet.proxy.strict.RequestTarget;
import dev.fishnet.upstream.Upstream;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Judges a request by its head: form, caller's page, caller, route, path, rate, endpoint, kind of body. */
final class Admission {
    private final Court court;
    private final HeadRule[] rules;

    Admission(Court court, GatewayLimits.Sizes sizes) {
        this.court = court;
        this.rules = Stream.of(FormRules.rules(sizes), PageRules.rules())
                .flatMap(List::stream)
                .toArray(HeadRule[]::new);
    }

    Verdict judge(HttpRequest head, Visitor visitor, CaseFile file) {
        for (HeadRule rule : rules) {
            Refusal refusal = rule.broken(head, visitor.port());
            if (refusal != null) {
                return new Verdict.Refused(refusal);
            }
        }
        return RequestTarget.pathOf(head.uri()).equals("/health") ? health(head) : identified(head, visitor, file);
    }

    private static Verdict health(HttpRequest head) {
        return head.method().equals(HttpMethod.GET)
                ? new Verdict.Health()
                : new Verdict.Refused(Refusal.of(DenialCode.METHOD_NOT_ALLOWED, "/health answers to GET only."));
    }

    private Verdict identified(HttpRequest head, Visitor visitor, CaseFile file) {
        Refusal fault = TokenFields.fault(head);
        if (fault != null) {
            return new Verdict.Refused(fault);
        }
        return switch (court.identify(visitor.uid(), TokenFields.token(head))) {
            case Caller.Refused refused -> new Verdict.Refused(new Refusal(refused.why()));
            case Caller.Known known -> {
                file.by(known.agent());
                yield routed(head, known.agent(), file);
            }
        };
    }

    private Verdict routed(HttpRequest head, AgentName agent, CaseFile file) {
        Rulebook book = court.rules();
        Routes.Route route = book.routeOf(head.uri());
        if (route == null) {
            return new Verdict.Refused(Refusal.of(DenialCode.NO_ROUTE, "The gateway serves " + book.served() + "."));
        }
        Call call = call(head, agent, route, book, file);
        file.routed(call.upstream().name(), call.head().path());
        Optional<String> fault = route.fault();
        return fault.isPresent() ? new Verdict.Refused(FormRules.badTarget(fault.get())) : judged(head, call);
    }

    private static Call call(HttpRequest head, AgentName agent, Routes.Route route, Rulebook book, CaseFile file) {
        Upstream upstream = route.upstream();
        String method = head.method().name();
        return new Call(
                new RequestHead(agent, upstream.name(), method, route.path()),
                upstream,
                route.there(),
                LlmApi.of(upstream.dialect(), method, route.path()),
                book,
                file);
    }

    private Verdict judged(HttpRequest head, Call call) {
        return switch (court.byHead(call)) {
            case Decision.Denied denied -> new Verdict.Refused(new Refusal(denied));
            case Decision.Allowed allowed -> asOthers(head, call);
        };
    }

    /** A server behind may take the request for the method that its query names, so that one is judged too. */
    private static Verdict asOthers(HttpRequest head, Call call) {
        for (String method : MethodsInQuery.of(head.uri())) {
            RequestHead asked = call.head();
            call.file().meant(method);
            RequestHead meant = new RequestHead(asked.agent(), asked.upstream(), method, asked.path());
            if (call.rules().engine().byHead(meant, Optional.empty()) instanceof Decision.Denied denied) {
                return new Verdict.Refused(new Refusal(denied));
            }
        }
        return content(head, call);
    }

    private static Verdict content(HttpRequest head, Call call) {
        @Nullable Refusal refusal = ContentRules.broken(head, call);
        return refusal == null ? new Verdict.Forward(call) : new Verdict.Refused(refusal);
    }
}
