package dev.fishnet.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.isolation.IsolationPort;
import dev.fishnet.isolation.Observation;
import dev.fishnet.user.AgentUser;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What every {@link IsolationPort} promises, on a machine that has the agent it is asked about. */
public interface IsolationPortContract {
    IsolationPort isolation();

    /** An account that exists and is not root. */
    AgentUser agent();

    @Test
    default void theSameChecksComeInTheSameOrder() throws FishnetException {
        assertEquals(checks(List.of(agent())), checks(List.of(agent())));
    }

    @Test
    default void withoutAnAgentTheMachineIsLookedAtAllTheSame() throws FishnetException {
        Set<String> machine = checks(List.of());

        assertFalse(machine.isEmpty());
        assertTrue(checks(List.of(agent())).containsAll(machine), machine.toString());
    }

    @Test
    default void theAgentIsLookedAtByName() throws FishnetException {
        List<Observation> found = isolation().observe(List.of(agent()));

        assertTrue(
                found.stream().anyMatch(observation -> observation.detail().contains("'" + agent().name() + "'")),
                found.toString());
    }

    private Set<String> checks(List<AgentUser> agents) throws FishnetException {
        return isolation().observe(agents).stream()
                .map(Observation::check)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
