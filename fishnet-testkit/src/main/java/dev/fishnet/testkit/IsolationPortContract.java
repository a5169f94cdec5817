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
    default void theAgentIsLookedAtByNameAndTheSameChecksComeInTheSameOrder() throws FishnetException {
        List<Observation> found = isolation().observe(List.of(agent()));

        assertTrue(
                found.stream().anyMatch(observation -> observation.detail().contains("'" + agent().name() + "'")),
                found.toString());
        assertEquals(checks(found), checks(isolation().observe(List.of(agent()))));
        withoutAnAgentTheMachineIsLookedAtAllTheSame(checks(found));
    }

    private void withoutAnAgentTheMachineIsLookedAtAllTheSame(Set<String> withAnAgent) throws FishnetException {
        Set<String> machine = checks(isolation().observe(List.of()));

        assertFalse(machine.isEmpty());
        assertTrue(withAnAgent.containsAll(machine), machine.toString());
    }

    private static Set<String> checks(List<Observation> found) {
        return found.stream().map(Observation::check).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
