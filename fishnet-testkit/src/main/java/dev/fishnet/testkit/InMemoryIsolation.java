package dev.fishnet.testkit;

import dev.fishnet.isolation.IsolationPort;
import dev.fishnet.isolation.Observation;
import dev.fishnet.user.AgentUser;
import java.util.ArrayList;
import java.util.List;

/** A machine without faults, but for those that a test plants. */
public final class InMemoryIsolation implements IsolationPort {
    private final List<Observation> planted = new ArrayList<>();
    private List<AgentUser> agents = List.of();

    /** Lets the machine have this too. */
    public InMemoryIsolation with(Observation observation) {
        planted.add(observation);
        return this;
    }

    /** Whom was last asked about. */
    public List<AgentUser> agents() {
        return agents;
    }

    @Override
    public List<Observation> observe(List<AgentUser> asked) {
        agents = List.copyOf(asked);
        List<Observation> found = new ArrayList<>();
        for (AgentUser agent : asked) {
            found.add(Observation.good("agent_groups", "'" + agent.name() + "' is in no group that carries power"));
        }
        found.add(Observation.good("daemon_user", "the daemon runs as 'fishnet'"));
        found.addAll(planted);
        return List.copyOf(found);
    }
}
