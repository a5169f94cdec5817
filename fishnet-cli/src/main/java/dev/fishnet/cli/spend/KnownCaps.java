package dev.fishnet.cli.spend;

import dev.fishnet.policy.AgentName;
import dev.fishnet.spend.Caps;
import java.util.Map;

/** The caps that spending is shown against. */
record KnownCaps(Map<AgentName, Caps> agents, Caps total) {
    static final KnownCaps NONE = new KnownCaps(Map.of(), Caps.NONE);

    Caps of(AgentName agent) {
        return agents.getOrDefault(agent, Caps.NONE);
    }
}
