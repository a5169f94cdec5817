package dev.fishnet.firewall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserName;
import org.junit.jupiter.api.Test;

class LockdownTest {
    private static Lockdown of(AgentUser... agents) {
        return Lockdown.standard(agents);
    }

    private static AgentUser agent(String name, long uid) {
        return new AgentUser(new UserName(name), uid, SubordinateIds.NONE);
    }

    @Test
    void theOrderOfAgentsMakesNoDifference() {
        assertEquals(of(agent("a", 1), agent("b", 2)), of(agent("b", 2), agent("a", 1)));
    }

    @Test
    void nobodyIsNoLockdown() {
        assertThrows(IllegalArgumentException.class, () -> of());
    }

    @Test
    void anAgentIsNamedOnce() {
        assertThrows(IllegalArgumentException.class, () -> of(agent("a", 1), agent("a", 2)));
    }

    @Test
    void aLockdownCoversOneOfFewerAgents() {
        Lockdown both = of(agent("a", 1), agent("b", 2));

        assertTrue(both.covers(of(agent("b", 2))));
        assertTrue(both.covers(both));
        assertFalse(of(agent("b", 2)).covers(both));
        assertFalse(both.covers(of(agent("b", 3))));
    }
}
