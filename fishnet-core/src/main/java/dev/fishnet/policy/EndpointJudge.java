package dev.fishnet.policy;

import dev.fishnet.llm.LlmApi;
import dev.fishnet.spend.Caps;
import dev.fishnet.upstream.Dialect;
import dev.fishnet.upstream.UpstreamName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether a method and a path may be called: by the upstream's rules, by the agent's, and where money is bounded. */
final class EndpointJudge {
    private static final RuleId DEFAULT = new RuleId("default_endpoints");
    private static final RuleId UPSTREAM = new RuleId("upstream_endpoints");
    private static final RuleId AGENT = new RuleId("agent_endpoints");
    private static final RuleId ANY = new RuleId("any");

    private static final Set<String> FREE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "DELETE");

    /** What changes something at a model's API and costs nothing. */
    private static final List<EndpointRule> FREE = Stream.of(
                    "POST /responses/*/cancel", "POST /moderations", "POST /files", "POST /uploads/**")
            .flatMap(text -> Stream.of(text, text.replace(" ", " /v1")))
            .map(EndpointRule::of)
            .toList();

    private final Policy policy;

    /** By upstream: what allows a request there, unless its agent has rules of its own. */
    private final Map<UpstreamName, RuleId> common;

    private final AllowedHeads allowed = new AllowedHeads();

    EndpointJudge(Policy policy) {
        this.policy = policy;
        common = policy.upstreams().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        each -> rule(
                                each.getValue().upstream().dialect(),
                                each.getValue().access().endpoints())));
    }

    private static RuleId rule(Dialect dialect, EndpointRules common) {
        if (common.allowed().isEmpty()) {
            return ANY;
        }
        return common.allowed().equals(DefaultEndpoints.of(dialect)) ? DEFAULT : UPSTREAM;
    }

    Decision judge(RequestHead head, UpstreamPolicy upstream, Access own) {
        Decision known = allowed.find(head);
        if (known == null) {
            known = judged(head, upstream, own);
            allowed.keep(head, known);
        }
        return known;
    }

    private Decision judged(RequestHead head, UpstreamPolicy upstream, Access own) {
        Dialect dialect = upstream.upstream().dialect();
        Decision.Denied denied = refusal(head, upstream.access().endpoints());
        if (denied == null) {
            denied = refusal(head, own.endpoints());
        }
        if (denied == null) {
            denied = misspelt(head, dialect);
        }
        if (denied == null) {
            denied = uncounted(head, dialect);
        }
        return denied == null ? new Decision.Allowed(rule(head, own), List.of(), false) : denied;
    }

    private RuleId rule(RequestHead head, Access own) {
        return own.endpoints().allowed().isEmpty() ? common.getOrDefault(head.upstream(), ANY) : AGENT;
    }

    private static Decision.@Nullable Denied refusal(RequestHead head, EndpointRules rules) {
        Optional<DenialCode> code = rules.judge(head.method(), head.path());
        return code.isEmpty() ? null : Decision.Denied.of(code.get(), reason(code.get(), head, rules));
    }

    private static String reason(DenialCode code, RequestHead head, EndpointRules rules) {
        if (code != DenialCode.ENDPOINT_BLOCKED) {
            return "No rule allows this method and path at " + head.upstream() + "; "
                    + Sentences.orNone("allowed are", rules.allowed()) + ".";
        }
        return "The operator has blocked this method and path at " + head.upstream()
                + (rules.allowed().isEmpty() ? "." : "; " + Sentences.orNone("allowed are", rules.allowed()) + ".");
    }

    /**
     * An endpoint that costs money is called by its own name: in another spelling, which some server may take for the
     * same, its model would not be looked at nor its answer counted.
     */
    private static Decision.@Nullable Denied misspelt(RequestHead head, Dialect dialect) {
        if (PathSpelling.isFolded(head.path())) {
            return null;
        }
        LlmApi meant = LlmApi.of(dialect, head.method(), PathSpelling.folded(head.path()));
        return meant == LlmApi.of(dialect, head.method(), head.path())
                ? null
                : Decision.Denied.of(
                        DenialCode.ENDPOINT_NOT_ALLOWED,
                        "This is another spelling of an endpoint of " + head.upstream()
                                + "; write its path in lower case, without a slash at its end, parameters or escapes.");
    }

    /** What costs money that nobody can count cannot be held to a budget, even where a rule allows the endpoint. */
    private Decision.@Nullable Denied uncounted(RequestHead head, Dialect dialect) {
        boolean counted = !dialect.isLlm()
                || FREE_METHODS.contains(head.method())
                || LlmApi.of(dialect, head.method(), head.path()) != LlmApi.OTHER
                || FREE.stream().anyMatch(rule -> rule.matches(head.method(), head.path()));
        return counted || !capped(head.agent())
                ? null
                : Decision.Denied.of(
                        DenialCode.FEATURE_UNPRICED,
                        "What a request to this endpoint of " + head.upstream()
                                + " costs cannot be counted, so it cannot"
                                + " be held to the budget; it is open only where the operator sets no budget.");
    }

    private boolean capped(AgentName agent) {
        AgentPolicy own = policy.agents().get(agent);
        return !policy.caps().equals(Caps.NONE) || (own != null && !own.caps().equals(Caps.NONE));
    }
}
