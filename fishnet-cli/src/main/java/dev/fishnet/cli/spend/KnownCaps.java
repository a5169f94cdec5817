package dev.fishnet.cli.spend;

import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.AgentPolicy;
import dev.fishnet.policy.Policy;
import dev.fishnet.spend.Caps;
import java.util.Map;
import java.util.stream.Collectors;

/** The caps that spending is shown against. */
record KnownCaps(Map<AgentName, Caps> agents, Caps total) {
    static KnownCaps of(Policy policy) {
        return new KnownCaps(
                policy.agents().values().stream().collect(Collectors.toMap(AgentPolicy::name, AgentPolicy::caps)),
                policy.caps());
    }

    Caps of(AgentName agent) {
        return agents.getOrDefault(agent, Caps.NONE);
    }
}
