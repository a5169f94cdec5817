package dev.fishnet.policy;

import dev.fishnet.alert.AlertKind;
import dev.fishnet.llm.PromptFacts;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.ReservationOutcome;
import dev.fishnet.upstream.UpstreamName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Decides about requests: facts in, a decision out. It has no state and asks nobody, so the same facts under the same
 * policy always get the same decision and a log can be replayed.
 */
public final class PolicyEngine {
    private static final RuleId WITHIN_BUDGET = new RuleId("within_budget");

    private final Policy policy;
    private final EndpointJudge endpoints;
    private final ModelJudge models;
    private final PromptGuards guards;

    public PolicyEngine(Policy policy) {
        this.policy = policy;
        endpoints = new EndpointJudge(policy);
        models = new ModelJudge(policy);
        guards = new PromptGuards(policy.llm());
    }

    /**
     * By the head: is the upstream this agent's, is there room in its rate, may the endpoint be called?
     *
     * @param wait what {@link RateLimiter#take} said
     */
    public Decision byHead(RequestHead head, Optional<Duration> wait) {
        AgentPolicy agent = policy.agents().get(head.agent());
        if (agent == null) {
            return callerUnknown();
        }
        Access own = agent.access().get(head.upstream());
        UpstreamPolicy upstream = policy.upstreams().get(head.upstream());
        if (own == null || upstream == null) {
            return upstreamNotAllowed(agent);
        }
        if (wait.isPresent()) {
            return tooMany(head, wait.get());
        }
        return endpoints.judge(head, upstream, own);
    }

    private static Decision callerUnknown() {
        return Decision.Denied.of(
                DenialCode.CALLER_UNKNOWN,
                "The configuration has no agent of that name any more; the operator adds one in fishnet.toml.");
    }

    private Decision upstreamNotAllowed(AgentPolicy agent) {
        List<UpstreamName> usable = agent.access().keySet().stream()
                .filter(policy.upstreams()::containsKey)
                .sorted()
                .toList();
        return Decision.Denied.of(
                DenialCode.UPSTREAM_NOT_ALLOWED,
                "The agent " + agent.name() + " may not use this upstream; " + Sentences.orNone("it may use", usable)
                        + ".");
    }

    private Decision tooMany(RequestHead head, Duration wait) {
        String limit =
                rateLimit(head.agent(), head.upstream()).map(Sentences::rate).orElse("as many requests as it may");
        return new Decision.Denied(
                DenialCode.RATE_LIMIT_EXCEEDED,
                "The agent " + head.agent() + " may make " + limit + " to " + head.upstream()
                        + ", and has made them for now; wait " + Sentences.duration(wait) + " and try again.",
                Optional.of(wait),
                List.of(new Concern(
                        AlertKind.RATE_LIMIT_HIT,
                        "requests are refused until there is room again under the limit of " + limit)));
    }

    /** The rate that holds for this agent there: its own, or else the upstream's. */
    public Optional<RateLimit> rateLimit(AgentName agent, UpstreamName upstream) {
        AgentPolicy who = policy.agents().get(agent);
        Access own = who == null ? null : who.access().get(upstream);
        if (own != null && own.rateLimit().isPresent()) {
            return own.rateLimit();
        }
        UpstreamPolicy common = policy.upstreams().get(upstream);
        return common == null ? Optional.empty() : common.access().rateLimit();
    }

    /**
     * By the body: is the model allowed and its price known, do the guards let it pass? For upstreams that speak a
     * model's language only.
     *
     * @param baseline the digest this agent's prompts there are held to; empty when there is none yet
     */
    public Decision byPrompt(RequestHead head, PromptFacts prompt, Optional<String> baseline) {
        AgentPolicy agent = policy.agents().get(head.agent());
        if (agent == null) {
            return callerUnknown();
        }
        Access own = agent.access().get(head.upstream());
        UpstreamPolicy upstream = policy.upstreams().get(head.upstream());
        if (own == null || upstream == null) {
            return upstreamNotAllowed(agent);
        }
        Decision refused = models.refusal(prompt, upstream.access(), own);
        return refused == null ? guards.judge(prompt, baseline, ModelJudge.rule(upstream.access(), own)) : refused;
    }

    /**
     * What an allowed request can cost at most; nothing, for one that costs nothing.
     *
     * @throws IllegalStateException for a request whose model has no price, which {@link #byPrompt} refuses
     */
    public MicroUsd worstCase(PromptFacts prompt) {
        return models.worstCase(prompt);
    }

    /** By the money. */
    public Decision byMoney(RequestHead head, ReservationOutcome outcome) {
        return switch (outcome) {
            case ReservationOutcome.Held held ->
                new Decision.Allowed(WITHIN_BUDGET, warning(held.percentUsed()), false);
            case ReservationOutcome.Refused refused -> BudgetRefusal.of(head.agent(), refused);
        };
    }

    private List<Concern> warning(int percentUsed) {
        int from = policy.budgetWarningPercent();
        return from == 0 || percentUsed < from
                ? List.of()
                : List.of(new Concern(AlertKind.BUDGET_WARNING, "a budget is used by " + from + " % or more"));
    }
}
