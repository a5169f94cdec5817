package dev.fishnet.platform.macos;

import static dev.fishnet.testkit.FirewallPortContract.lockdown;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPort;
import dev.fishnet.firewall.FirewallState;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.FileMode;
import dev.fishnet.plan.PlanException;
import dev.fishnet.plan.PlanRunner;
import dev.fishnet.plan.ShellScript;
import dev.fishnet.plan.Step;
import dev.fishnet.process.Command;
import dev.fishnet.testkit.FirewallPortContract;
import dev.fishnet.testkit.Golden;
import dev.fishnet.testkit.InMemoryFiles;
import dev.fishnet.testkit.ScriptedProcesses;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PfFirewallTest implements FirewallPortContract {
    private static final Step.WriteFile STOCK =
            new Step.WriteFile(PfConf.FILE, PfConfTest.STOCK, new FileMode("root", "wheel", 0644));

    private final InMemoryFiles files = new InMemoryFiles();
    private final PretendPf pf = new PretendPf(files);
    private final PretendLaunchd launchd = new PretendLaunchd(files);
    private final ScriptedProcesses processes = launchd.answering(pf.processes());

    PfFirewallTest() {
        files.write(STOCK);
    }

    @Override
    public FirewallPort firewall() {
        return new PfFirewall(processes, files::read);
    }

    @Override
    public PlanRunner runner() {
        return new PlanRunner(processes, files);
    }

    @Override
    public AgentUser first() {
        return new AgentUser(new UserName("agent_runner"), 502, SubordinateIds.NONE);
    }

    @Override
    public AgentUser second() {
        return new AgentUser(new UserName("coder-2"), 503, SubordinateIds.NONE);
    }

    private void enable(AgentUser... agents) throws FishnetException {
        runner().apply(firewall().enable(lockdown(agents)));
    }

    private static void assertGolden(String name, ChangePlan plan) {
        String script = String.join("\n", ShellScript.render(plan)) + "\n";
        assertFalse(script.contains("pfctl -d"), "it would turn pf off for the whole machine");
        Golden.assertMatches("pf/" + name + ".sh", script);
    }

    @Test
    void theFirstAgentsPlan() throws FishnetException {
        assertGolden("enable-first", firewall().enable(lockdown(first())));
    }

    @Test
    void theSecondAgentsPlanLeavesTheMainRulesetAlone() throws FishnetException {
        enable(first());

        ChangePlan plan = firewall().enable(lockdown(second()));

        assertFalse(ShellScript.render(plan).toString().contains("pf.conf"));
        assertGolden("enable-second", plan);
    }

    @Test
    void thePlanForOneOfTwo() throws FishnetException {
        enable(first(), second());

        assertGolden("disable-one-of-two", firewall().disable(first().name()));
    }

    @Test
    void thePlanForTheLast() throws FishnetException {
        enable(first());

        assertGolden("disable-last", firewall().disable(first().name()));
    }

    @Test
    @Tag("S-02")
    void theMainFileIsAsBeforeWhenTheLastAgentIsOut() throws FishnetException {
        var before = files.all();
        enable(first());

        runner().apply(firewall().disable(first().name()));

        assertEquals(before, files.all());
    }

    @Test
    void afterASystemUpdateTheAnchorIsAskedAgain() throws FishnetException {
        enable(first());
        files.write(STOCK);
        assertInstanceOf(FirewallState.Drifted.class, firewall().inspect());

        enable(second());

        assertEquals(
                new FirewallState.Enforced(lockdown(first(), second())),
                firewall().inspect());
    }

    @Test
    void rulesThatWereEmptiedAreLoadedAgain() throws FishnetException {
        enable(first());
        processes.run(Pfctl.emptyAnchor());
        assertEquals(
                new FirewallState.Drifted(
                        Optional.of(lockdown(first())), List.of("no loaded rule blocks uid 502 (agent_runner)")),
                firewall().inspect());

        enable(first());

        assertEquals(new FirewallState.Enforced(lockdown(first())), firewall().inspect());
    }

    @Test
    @Tag("S-03")
    void aStepThatFailsLeavesTheFilesAndBlocksNobodyNew() throws FishnetException {
        enable(first());
        var before = files.all();
        ChangePlan plan = firewall().enable(lockdown(second()));

        for (int steps = 1; steps <= plan.steps().size(); steps++) {
            List<Step> failing = new ArrayList<>(plan.steps().subList(0, steps));
            failing.add(Step.Run.of(Command.of("pfctl", "-d")));
            assertThrows(PlanException.class, () -> runner().apply(new ChangePlan(plan.title(), failing)));

            assertEquals(before, files.all());
            assertEquals(
                    new FirewallState.Enforced(lockdown(first())), firewall().inspect());
        }
    }

    @Test
    void anOrdinaryUsersDryRunIsThatOfAFreshMachine() throws FishnetException {
        ScriptedProcesses forbidden =
                launchd.answering(new ScriptedProcesses().fail(1, "pfctl: /dev/pf: Permission denied\n", "pfctl"));
        PfFirewall firewall = new PfFirewall(forbidden, files::read);

        assertEquals(firewall().enable(lockdown(first())), firewall.enable(lockdown(first())));
        enable(first());
        assertEquals(
                new FirewallState.Unreadable(Optional.of(lockdown(first())), "only root can read the packet filter"),
                firewall.inspect());
    }
}
