package dev.fishnet.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.FirewallPort;
import dev.fishnet.firewall.FirewallState;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.firewall.LoopbackAccess;
import dev.fishnet.plan.PlanRunner;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserName;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every {@link FirewallPort} promises of a machine that holds nothing of ours when a test begins. */
public interface FirewallPortContract {
    FirewallPort firewall();

    /** Executes the plans of {@link #firewall} where it looks. */
    PlanRunner runner();

    /** An agent; with subordinate uids where the system has them. */
    default AgentUser first() {
        SubordinateIds.Range range = new SubordinateIds.Range(100_000, 165_535);
        return new AgentUser(new UserName("agent_runner"), 61_001, new SubordinateIds(List.of(range)));
    }

    /** Another agent. */
    default AgentUser second() {
        return new AgentUser(new UserName("coder-2"), 61_002, SubordinateIds.NONE);
    }

    /** The policy that locks these down. */
    static Lockdown lockdown(AgentUser... agents) {
        return Lockdown.standard(agents);
    }

    /** An agent that keeps nothing of loopback but the gateway's port and these. */
    static LockedAgent strict(AgentUser agent, int gatewayPort, Integer... allowedPorts) {
        return new LockedAgent(agent, new LoopbackAccess.Strict(gatewayPort, new TreeSet<>(List.of(allowedPorts))));
    }

    private void enable(AgentUser agent) throws FishnetException {
        enable(LockedAgent.standard(agent));
    }

    private void enable(LockedAgent... agents) throws FishnetException {
        runner().apply(firewall().enable(new Lockdown(List.of(agents))));
    }

    private void disable(AgentUser agent) throws FishnetException {
        runner().apply(firewall().disable(agent.name()));
    }

    private void assertEnforced(AgentUser... agents) throws FishnetException {
        assertEquals(new FirewallState.Enforced(lockdown(agents)), firewall().inspect());
    }

    private void assertEnforced(LockedAgent... agents) throws FishnetException {
        assertEquals(
                new FirewallState.Enforced(new Lockdown(List.of(agents))),
                firewall().inspect());
    }

    @Test
    default void aFreshMachineHoldsNothing() throws FishnetException {
        assertEquals(new FirewallState.Absent(), firewall().inspect());
    }

    @Test
    default void aPlanAloneChangesNothing() throws FishnetException {
        firewall().enable(lockdown(first()));

        assertEquals(new FirewallState.Absent(), firewall().inspect());
    }

    @Test
    @Tag("S-01")
    default void whatWasEnabledIsEnforced() throws FishnetException {
        enable(first());

        assertEnforced(first());
    }

    @Test
    default void theTitlesAreWhatTheOperatorAskedFor() throws FishnetException {
        assertEquals("Firewall enable", firewall().enable(lockdown(first())).title());
        assertEquals("Firewall disable", firewall().disable(first().name()).title());
    }

    @Test
    default void enablingTwiceNeedsNothingTheSecondTime() throws FishnetException {
        enable(first());

        assertTrue(firewall().enable(lockdown(first())).isEmpty());
    }

    @Test
    default void thePlanOfTheFirstTimeMayBeAppliedTwice() throws FishnetException {
        var plan = firewall().enable(lockdown(second()));

        runner().apply(plan);
        runner().apply(firewall().enable(lockdown(second())));

        assertEnforced(second());
    }

    @Test
    @Tag("S-01")
    default void aSecondAgentLeavesTheFirstLockedDown() throws FishnetException {
        enable(first());
        enable(second());

        assertEnforced(first(), second());
    }

    @Test
    @Tag("S-01")
    default void releasingOneAgentLeavesTheOtherLockedDown() throws FishnetException {
        enable(first());
        enable(second());

        disable(first());

        assertEnforced(second());
    }

    @Test
    default void releasingAStrangerNeedsNothing() throws FishnetException {
        assertTrue(firewall().disable(second().name()).isEmpty());

        enable(first());

        assertTrue(firewall().disable(second().name()).isEmpty());
    }

    @Test
    @Tag("S-02")
    default void theLastOneOutLeavesNothingBehind() throws FishnetException {
        enable(first());
        enable(second());

        disable(second());
        disable(first());

        assertEquals(new FirewallState.Absent(), firewall().inspect());
    }

    @Test
    default void anAgentThatChangedIsEnforcedAsItIsNow() throws FishnetException {
        enable(first());
        AgentUser changed = new AgentUser(first().name(), 61_003, SubordinateIds.NONE);

        enable(changed);

        assertEnforced(changed);
    }

    @Test
    @Tag("S-01")
    default void whatWasEnabledStrictlyIsEnforcedStrictly() throws FishnetException {
        enable(strict(first(), 3777, 5432, 8000));

        assertEnforced(strict(first(), 3777, 5432, 8000));
    }

    @Test
    default void asManyPortsAsMayBeAllowedAreAllowed() throws FishnetException {
        Integer[] ports = IntStream.range(0, LoopbackAccess.Strict.MOST_ALLOWED)
                .mapToObj(number -> 65_535 - number)
                .toArray(Integer[]::new);

        enable(strict(first(), 3777, ports));

        assertEnforced(strict(first(), 3777, ports));
    }

    @Test
    @Tag("S-01")
    default void enablingAnAgentLeavesTheOthersModeAsItIs() throws FishnetException {
        enable(strict(first(), 3777));
        enable(second());

        assertEnforced(strict(first(), 3777), LockedAgent.standard(second()));
    }

    @Test
    default void agentsMayHaveDifferentPorts() throws FishnetException {
        enable(strict(first(), 3777, 5432));
        enable(strict(second(), 3778, 8000));

        assertEnforced(strict(first(), 3777, 5432), strict(second(), 3778, 8000));
    }

    @Test
    default void severalAreEnabledAtOnce() throws FishnetException {
        enable(LockedAgent.standard(first()), strict(second(), 3777));

        assertEnforced(LockedAgent.standard(first()), strict(second(), 3777));
    }

    @Test
    @Tag("S-01")
    default void theModeIsSwitchedThereAndBack() throws FishnetException {
        enable(first());
        enable(second());

        enable(strict(first(), 3777));
        assertEnforced(strict(first(), 3777), LockedAgent.standard(second()));

        enable(first());
        assertEnforced(first(), second());
    }

    @Test
    default void portsAreExchanged() throws FishnetException {
        enable(strict(first(), 3777, 5432));

        enable(strict(first(), 3778, 8000));

        assertEnforced(strict(first(), 3778, 8000));
        assertTrue(firewall()
                .enable(new Lockdown(List.of(strict(first(), 3778, 8000))))
                .isEmpty());
    }

    @Test
    default void agentsWithTheSameUidsAreToldApart() throws FishnetException {
        AgentUser twin = new AgentUser(second().name(), first().uid(), first().subordinateIds());
        enable(first());
        enable(strict(twin, 3777));

        assertEnforced(LockedAgent.standard(first()), strict(twin, 3777));
        disable(twin);
        assertEnforced(first());
    }

    @Test
    @Tag("S-02")
    default void theLastStrictOneOutLeavesNothingBehindEither() throws FishnetException {
        enable(strict(first(), 3777, 5432));
        enable(second());

        disable(second());
        assertEnforced(strict(first(), 3777, 5432));
        disable(first());

        assertEquals(new FirewallState.Absent(), firewall().inspect());
    }
}
