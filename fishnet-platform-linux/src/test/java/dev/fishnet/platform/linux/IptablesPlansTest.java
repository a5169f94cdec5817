package dev.fishnet.platform.linux;

import static dev.fishnet.testkit.FirewallPortContract.lockdown;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPort;
import dev.fishnet.firewall.FirewallState;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.ShellScript;
import dev.fishnet.plan.Step;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.testkit.Golden;
import dev.fishnet.testkit.ScriptedProcesses;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans from captured states; nothing runs. */
class IptablesPlansTest {
    private static final AgentUser AGENT = new AgentUser(
            new UserName("agent_runner"),
            61_001,
            new SubordinateIds(List.of(new SubordinateIds.Range(100_000, 165_535))));
    private static final AgentUser CODER = new AgentUser(new UserName("coder-2"), 61_002, SubordinateIds.NONE);

    private static final String NOT_ROOT =
            "iptables-save v1.8.9 (nf_tables): Could not fetch rule set generation id: Permission denied (you must be root)\n";

    private static LinuxFirewall firewall(ProcessControlPort processes) {
        return Firewalls.iptables(processes, () -> true);
    }

    private static LinuxFirewall on(String captured) {
        return firewall(Captured.processes(captured));
    }

    private static ScriptedProcesses failing(int status, String errors) {
        return new ScriptedProcesses().fail(status, errors, "iptables-save").fail(status, errors, "ip6tables-save");
    }

    private static void assertGolden(String name, ChangePlan plan) {
        Golden.assertMatches("iptables/" + name + ".sh", String.join("\n", ShellScript.render(plan)) + "\n");
    }

    private static List<String> inputs(ChangePlan plan) {
        return plan.steps().stream()
                .map(step -> ((Step.Run) step).command().input().orElseThrow())
                .toList();
    }

    @Test
    @Tag("S-01")
    void theFirstAgentIsLockedDownInBothIpVersionsWithItsSubordinateUids() throws FishnetException {
        ChangePlan plan = on("foreign").enable(lockdown(AGENT));

        assertEquals(4, plan.steps().size());
        assertTrue(inputs(plan).stream().allMatch(input -> input.contains("--uid-owner 100000-165535")));
        assertGolden("enable-first", plan);
    }

    @Test
    @Tag("S-02")
    void theJumpIsInsertedBeforeEveryOtherRule() throws FishnetException {
        List<String> inputs = inputs(on("foreign").enable(lockdown(AGENT)));

        assertTrue(inputs.get(0).contains("-I OUTPUT 1 -j FISHNET-OUT\n"));
        assertTrue(inputs.get(1).contains("-I POSTROUTING 1 -j FISHNET-POST\n"));
    }

    @Test
    @Tag("S-01")
    void aSecondAgentIsAddedWithoutMovingTheJump() throws FishnetException {
        ChangePlan plan = on("one-agent").enable(lockdown(CODER));

        assertTrue(inputs(plan).stream().allMatch(input -> input.contains("fishnet:agent_runner")));
        assertFalse(inputs(plan).stream().anyMatch(input -> input.contains("OUTPUT")));
        assertGolden("enable-second", plan);
    }

    @Test
    void whatIsEnforcedNeedsNoPlan() throws FishnetException {
        assertTrue(on("two-agents").enable(lockdown(AGENT)).isEmpty());
        assertTrue(on("two-agents").enable(lockdown(CODER, AGENT)).isEmpty());
    }

    @Test
    @Tag("S-02")
    void driftIsPutRightOnlyWhereItIs() throws FishnetException {
        ChangePlan plan = on("drifted").enable(lockdown(AGENT));

        assertEquals(3, plan.steps().size());
        assertGolden("enable-after-drift", plan);
    }

    @Test
    @Tag("S-01")
    void whatIsAsItShouldBeIsNotTouched() throws FishnetException {
        List<String> inputs = inputs(on("one-agent").enable(lockdown(CODER)));

        assertFalse(inputs.stream().anyMatch(input -> input.contains(":FISHNET-AGENT ")));
        assertFalse(inputs.stream().anyMatch(input -> input.contains(":FISHNET-DENY ")));
    }

    @Test
    @Tag("S-01")
    void whatThePreviousVersionLoadedIsDriftThatReleasesNobody() throws FishnetException {
        FirewallState.Drifted drifted = assertInstanceOf(
                FirewallState.Drifted.class, on("previous-version").inspect());

        assertEquals(Optional.of(lockdown(AGENT, CODER)), drifted.expected());
        assertEquals(4, on("previous-version").enable(lockdown(AGENT)).steps().size());
    }

    @Test
    void oneOfTwoIsReleased() throws FishnetException {
        ChangePlan plan = on("two-agents").disable(AGENT.name());

        assertFalse(inputs(plan).stream().anyMatch(input -> input.contains("agent_runner")));
        assertGolden("disable-one-of-two", plan);
    }

    @Test
    void theLastIsReleased() throws FishnetException {
        assertGolden("disable-last", on("one-agent").disable(AGENT.name()));
    }

    @Test
    void capturedStatesAreRecognised() {
        assertEquals(new FirewallState.Absent(), on("foreign").inspect());
        assertEquals(
                new FirewallState.Enforced(lockdown(AGENT)), on("one-agent").inspect());
        assertEquals(
                new FirewallState.Enforced(lockdown(AGENT, CODER)),
                on("two-agents").inspect());
    }

    @Test
    void driftIsToldLineByLine() {
        FirewallState.Drifted drifted =
                assertInstanceOf(FirewallState.Drifted.class, on("drifted").inspect());

        assertEquals(
                List.of(
                        "iptables filter: OUTPUT jumps to FISHNET-OUT in rule [2, 5], not [1]",
                        "ip6tables filter: FISHNET-AGENT lacks: ! -o lo -j FISHNET-DENY",
                        "ip6tables mangle: nothing in POSTROUTING jumps to FISHNET-POST",
                        "ip6tables mangle: FISHNET-AGENTS is empty",
                        "ip6tables mangle: FISHNET-POST is empty"),
                drifted.differences());
    }

    @Test
    void anOrdinaryUsersDryRunIsThatOfAFreshMachine() throws FishnetException {
        FirewallPort firewall = firewall(failing(4, NOT_ROOT));

        assertEquals(
                ShellScript.render(on("foreign").enable(lockdown(AGENT))),
                ShellScript.render(firewall.enable(lockdown(AGENT))));
        assertEquals(
                ShellScript.render(on("one-agent").disable(AGENT.name())),
                ShellScript.render(firewall.disable(AGENT.name())));
        assertEquals(
                new FirewallState.Unreadable(Optional.empty(), "only root can read the packet filter"),
                firewall.inspect());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*filter\n:OUTPUT ACCEPT [0:0]\n",
                "*nat\nCOMMIT\n",
                "# Table `filter' is incompatible, use 'nft' tool.\n*filter\nCOMMIT\n",
                "*filter\n-A OUTPUT -m comment --comment \"open\nCOMMIT\n",
            })
    void whatCannotBeUnderstoodIsNotPlannedUpon(String saved) {
        ScriptedProcesses processes = new ScriptedProcesses()
                .answer(command -> new ProcessOutcome(0, saved, ""), "iptables-save")
                .print(saved, "ip6tables-save");

        FishnetException refused =
                assertThrows(FishnetException.class, () -> firewall(processes).enable(lockdown(AGENT)));

        assertEquals(ErrorKind.UNAVAILABLE, refused.kind());
        assertInstanceOf(FirewallState.Unreadable.class, firewall(processes).inspect());
    }

    @Test
    void aReaderThatFailsForAnotherReasonIsNotPlannedUpon() {
        FishnetException refused = assertThrows(
                FishnetException.class,
                () -> firewall(failing(1, "Another app is currently holding the xtables lock\n"))
                        .disable(AGENT.name()));

        assertEquals(
                "iptables filter cannot be read: Another app is currently holding the xtables lock",
                refused.getMessage());
    }

    @Test
    @Tag("S-01")
    void withoutIptablesNothingIsPlanned() {
        FishnetException refused = assertThrows(
                FishnetException.class, () -> firewall(new ScriptedProcesses()).enable(lockdown(AGENT)));

        assertEquals("iptables is not installed", refused.getMessage());
        assertEquals(ErrorKind.UNAVAILABLE, refused.kind());
        assertEquals(Optional.of("apt-get install -y iptables"), refused.hint());
    }

    @ParameterizedTest
    @Tag("S-01")
    @ValueSource(ints = {0, 4})
    void withIpv6ButWithoutIp6tablesNothingIsPlanned(int status) {
        ScriptedProcesses processes = new ScriptedProcesses()
                .answer(command -> new ProcessOutcome(status, "*filter\nCOMMIT\n", NOT_ROOT), "iptables-save");

        FishnetException refused =
                assertThrows(FishnetException.class, () -> firewall(processes).enable(lockdown(AGENT)));

        assertEquals(
                "ip6tables is not installed, and this machine speaks IPv6, which would stay open",
                refused.getMessage());
        assertEquals(Optional.of("apt-get install -y iptables"), refused.hint());
    }

    @Test
    void withoutIpv6OnlyTheOtherHalfIsPlanned() throws FishnetException {
        ChangePlan plan =
                Firewalls.iptables(Captured.processes("foreign"), () -> false).enable(lockdown(AGENT));

        assertEquals(2, plan.steps().size());
        assertFalse(String.join("\n", ShellScript.render(plan)).contains("ip6tables"));
    }
}
