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
    private final PretendMac mac = new PretendMac();
    private final InMemoryFiles files = mac.files();
    private final ScriptedProcesses processes = mac.processes();

    @Override
    public FirewallPort firewall() {
        return mac.firewall();
    }

    @Override
    public PlanRunner runner() {
        return mac.runner();
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
        files.write(PretendMac.STOCK);
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
        ScriptedProcesses forbidden = mac.launchd()
                .answering(new ScriptedProcesses().fail(1, "pfctl: /dev/pf: Permission denied\n", "pfctl"));
        PfFirewall firewall = new PfFirewall(forbidden, files::read);

        assertEquals(firewall().enable(lockdown(first())), firewall.enable(lockdown(first())));
        enable(first());
        assertEquals(
                new FirewallState.Unreadable(Optional.of(lockdown(first())), "only root can read the packet filter"),
                firewall.inspect());
    }

    @Test
    @Tag("S-03")
    void aReleaseThatFailsLeavesTheAgentLockedDown() throws FishnetException {
        enable(first());
        ChangePlan plan = firewall().disable(first().name());

        for (int steps = 1; steps <= plan.steps().size() - 1; steps++) {
            List<Step> failing = new ArrayList<>(plan.steps().subList(0, steps));
            failing.add(Step.Run.of(Command.of("pfctl", "-d")));
            assertThrows(PlanException.class, () -> runner().apply(new ChangePlan(plan.title(), failing)));

            assertEquals(
                    new FirewallState.Enforced(lockdown(first())), firewall().inspect());
        }
    }

    @Test
    @Tag("S-02")
    void whereverAPlanIsCutOffItsNextRunCompletesIt() throws FishnetException {
        List<Step> enabling = firewall().enable(lockdown(first())).steps();
        for (int done = 0; done < enabling.size(); done++) {
            PretendMac fresh = new PretendMac();
            fresh.runner().apply(new ChangePlan("cut off", enabling.subList(0, done)));
            fresh.enable(lockdown(first()));
            assertEquals(
                    new FirewallState.Enforced(lockdown(first())),
                    fresh.firewall().inspect(),
                    "after " + done);

            List<Step> disabling = fresh.firewall().disable(first().name()).steps();
            fresh.runner().apply(new ChangePlan("cut off", disabling.subList(0, Math.min(done, disabling.size()))));
            fresh.disable(first().name());
            assertEquals(new PretendMac().files().all(), fresh.files().all(), "after " + done);
        }
    }

    @Test
    void rulesThatLetMorePassThanTheLockdownAreSeen() throws FishnetException {
        enable(first());
        String loose = "others = \"{ 502 503 }\"\npass out quick proto tcp from any to any user $others no state\n";
        processes.run(Pfctl.loadAnchor(PfAnchor.render(lockdown(first())) + loose));

        assertEquals(
                new FirewallState.Drifted(
                        Optional.of(lockdown(first())),
                        List.of(
                                "the loaded rules are not those of uid 502 (agent_runner) on loopback",
                                "a loaded rule is not ours: pass out quick proto tcp all user = 503 no state")),
                firewall().inspect());
    }

    @Test
    void aRuleOfOthersThatLetsEverythingPassBeforeOursIsSeen() throws FishnetException {
        enable(first());
        files.write(new Step.WriteFile(
                PfConf.FILE,
                "pass out quick all\n" + files.read(PfConf.FILE).orElseThrow().content(),
                PretendMac.STOCK.mode()));
        processes.run(Pfctl.loadMain());

        assertInstanceOf(FirewallState.Drifted.class, firewall().inspect());
        enable(first());
        assertEquals(new FirewallState.Enforced(lockdown(first())), firewall().inspect());
    }
}
