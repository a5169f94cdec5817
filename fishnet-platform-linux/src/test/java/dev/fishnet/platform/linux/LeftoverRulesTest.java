package dev.fishnet.platform.linux;

import static dev.fishnet.testkit.FirewallPortContract.lockdown;
import static dev.fishnet.testkit.FirewallPortContract.strict;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.FirewallState;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.PlanRunner;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.testkit.InMemoryFiles;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a change that was killed half-way, or an earlier version of these rules, left loaded: nobody is released. */
@Tag("S-01")
class LeftoverRulesTest {
    private static final AgentUser AGENT = new AgentUser(
            new UserName("agent_runner"),
            61_001,
            new SubordinateIds(List.of(new SubordinateIds.Range(100_000, 165_535))));
    private static final AgentUser CODER = new AgentUser(new UserName("coder-2"), 61_002, SubordinateIds.NONE);
    private static final LockedAgent STRICT = strict(AGENT, 3777, 5432);

    private Host host;

    @BeforeEach
    void open() {
        host = Host.create();
    }

    @AfterEach
    void close() {
        if (host != null) {
            host.close();
        }
    }

    private LinuxFirewall firewall() {
        return Firewalls.iptables(host, () -> true);
    }

    private void apply(ChangePlan plan) throws FishnetException {
        new PlanRunner(host, new InMemoryFiles()).apply(plan);
    }

    private void enable(LockedAgent... agents) throws FishnetException {
        apply(firewall().enable(new Lockdown(List.of(agents))));
    }

    /** As if the program had been killed after so many of its steps. */
    private void applyOnly(int steps, ChangePlan plan) throws FishnetException {
        assertEquals(4, plan.steps().size());
        apply(new ChangePlan(plan.title(), plan.steps().subList(0, steps)));
    }

    private void assertDrifted(LockedAgent... expected) {
        FirewallState.Drifted drifted =
                assertInstanceOf(FirewallState.Drifted.class, firewall().inspect());
        assertEquals(Optional.of(new Lockdown(List.of(expected))), drifted.expected());
    }

    private void assertEnforced(LockedAgent... expected) {
        assertEquals(
                new FirewallState.Enforced(new Lockdown(List.of(expected))),
                firewall().inspect());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void anAgentWhoWasHalfAddedIsExpected(int steps) throws FishnetException {
        enable(STRICT);

        applyOnly(steps, firewall().enable(lockdown(CODER)));

        assertDrifted(STRICT, LockedAgent.standard(CODER));
        enable(STRICT);
        assertEnforced(STRICT, LockedAgent.standard(CODER));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void anAgentWhoWasHalfReleasedIsExpectedToBeHeld(int steps) throws FishnetException {
        enable(STRICT, LockedAgent.standard(CODER));

        applyOnly(steps, firewall().disable(AGENT.name()));

        assertDrifted(STRICT, LockedAgent.standard(CODER));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aModeThatWasHalfChangedIsTheTighterOne(int steps) throws FishnetException {
        enable(LockedAgent.standard(AGENT));
        applyOnly(steps, firewall().enable(new Lockdown(List.of(STRICT))));
        assertDrifted(STRICT);
        enable(STRICT);

        applyOnly(steps, firewall().enable(lockdown(AGENT)));

        assertDrifted(STRICT);
    }

    @Test
    void whatThePreviousVersionLoadedIsReplaced() throws FishnetException {
        String before = host.rules();
        loadPreviousVersion();
        assertDrifted(LockedAgent.standard(AGENT), LockedAgent.standard(CODER));

        enable(strict(CODER, 3777));
        assertEnforced(LockedAgent.standard(AGENT), strict(CODER, 3777));

        apply(firewall().disable(AGENT.name()));
        apply(firewall().disable(CODER.name()));
        assertEquals(before, host.rules());
    }

    @Test
    void whatThePreviousVersionLoadedIsRemoved() throws FishnetException {
        String before = host.rules();
        loadPreviousVersion();

        apply(firewall().disable(AGENT.name()));
        assertEnforced(LockedAgent.standard(CODER));
        apply(firewall().disable(CODER.name()));

        assertEquals(before, host.rules());
    }

    /** Only its own rules: the captured machine had others. */
    private void loadPreviousVersion() throws FishnetException {
        ProcessControlPort captured = Captured.processes("previous-version");
        for (Place place : Place.of(List.of(IpFamily.values()))) {
            Command save = place.family().save(place.table());
            String rules = captured.run(save).output().replaceAll("(?m)^.*(DOCKER|-d 10\\.|docker0).*\n", "");
            host.run(place.family().restore(rules));
        }
    }
}
