package dev.fishnet.cli.demo;

import dev.fishnet.config.FishnetConfig;
import dev.fishnet.policy.Access;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.AgentPolicy;
import dev.fishnet.policy.Caller;
import dev.fishnet.policy.Callers;
import dev.fishnet.policy.Decision;
import dev.fishnet.policy.DenialCode;
import dev.fishnet.policy.Policy;
import dev.fishnet.policy.UpstreamPolicy;
import dev.fishnet.spend.Caps;
import dev.fishnet.upstream.Upstream;
import dev.fishnet.upstream.UpstreamName;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The policy of the demo: what holds without a file, for one agent and an upstream on this machine. */
final class DemoPolicy {
    private static final AgentName AGENT = new AgentName("demo");

    private DemoPolicy() {}

    static Policy of(URI upstream) {
        Policy usual = FishnetConfig.defaults().policy();
        Access access = Objects.requireNonNull(usual.upstreams().get(UpstreamName.OPENAI))
                .access();
        return new Policy(
                Map.of(
                        AGENT,
                        new AgentPolicy(AGENT, Optional.empty(), Map.of(UpstreamName.OPENAI, Access.ANY), Caps.NONE)),
                Map.of(UpstreamName.OPENAI, new UpstreamPolicy(Upstream.openAi(upstream), access)),
                usual.caps(),
                usual.budgetWarningPercent(),
                usual.llm(),
                usual.prices(),
                Optional.empty(),
                "demo");
    }

    /** The uid need not be an account's: the demo makes none. */
    static Callers admitting(long agent) {
        return (uid, token) -> uid.isPresent() && uid.getAsLong() == agent
                ? new Caller.Known(AGENT)
                : new Caller.Refused(
                        Decision.Denied.of(DenialCode.CALLER_UNKNOWN, "The demo admits its own agent only."));
    }
}
