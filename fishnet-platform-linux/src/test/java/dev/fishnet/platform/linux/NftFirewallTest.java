package dev.fishnet.platform.linux;

import static dev.fishnet.testkit.FirewallPortContract.lockdown;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.FirewallPort;
import dev.fishnet.firewall.FirewallState;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.firewall.LoopbackAccess;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.PlanException;
import dev.fishnet.plan.PlanRunner;
import dev.fishnet.plan.Step;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.testkit.FirewallPortContract;
import dev.fishnet.testkit.InMemoryFiles;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.SubordinateIds.Range;
import dev.fishnet.user.UserName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real nft, each test in a network namespace of its own. */
@Execution(ExecutionMode.CONCURRENT)
class NftFirewallTest implements FirewallPortContract {
    private static final LoopbackAccess STRICT = new LoopbackAccess.Strict(3777, new TreeSet<>(List.of(5432, 8080)));

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

    @Override
    public FirewallPort firewall() {
        return Firewalls.of(host, new NftFilter(host));
    }

    @Override
    public PlanRunner runner() {
        return new PlanRunner(host, new InMemoryFiles());
    }

    private void enable(Lockdown lockdown) throws FishnetException {
        runner().apply(firewall().enable(lockdown));
    }

    private void disable(String agent) throws FishnetException {
        runner().apply(firewall().disable(new UserName(agent)));
    }

    private void assertEnforced(Lockdown expected) throws FishnetException {
        assertEquals(new FirewallState.Enforced(expected), firewall().inspect());
    }

    private static Lockdown of(LockedAgent... agents) {
        return new Lockdown(List.of(agents));
    }

    private static AgentUser agent(String name, long uid, Range... ranges) {
        return new AgentUser(new UserName(name), uid, new SubordinateIds(List.of(ranges)));
    }

    /** Both an agent with standard and one with strict access, so that every kind of block is loaded. */
    private Lockdown both() {
        return of(LockedAgent.standard(first()), new LockedAgent(second(), STRICT));
    }

    private void foreignTables() throws FishnetException {
        Command load = Command.of("nft", "-f", "-").withInput("""
                add table inet other
                add set inet other fishnet { type uid; flags interval; }
                add element inet other fishnet { 61001, 100000-165535 }
                add chain inet other output { type filter hook output priority -10; policy accept; }
                add rule inet other output meta skuid @fishnet accept
                add table ip fishnet
                add chain ip fishnet output { type filter hook output priority 0; policy accept; }
                add rule ip fishnet output accept comment "fishnet:mallory"
                """);
        assertEquals(new ProcessOutcome(0, "", ""), host.run(load));
    }

    private String everything() {
        return host.require("nft", "-s", "list", "ruleset");
    }

    @Test
    @Tag("S-02")
    void foreignTablesStandAsBeforeWhenTheLastAgentIsOut() throws FishnetException {
        foreignTables();
        String before = everything();
        assertTrue(before.contains("fishnet:mallory"), before);
        enable(both());

        disable(first().name().value());
        disable(second().name().value());

        assertEquals(before, everything());
    }

    @ParameterizedTest
    @Tag("S-02")
    @ValueSource(
            strings = {
                "flush chain inet fishnet output",
                "flush table inet fishnet",
                "insert rule inet fishnet agent accept",
                "add rule inet fishnet deny accept",
                "flush set inet fishnet agents",
                "flush set inet fishnet strict_3777_5432_8080",
                "flush chain inet fishnet register",
                "flush chain inet fishnet strict_3777_5432_8080",
                "delete element inet fishnet agents { 61002 }",
                "delete element inet fishnet agents { 100000-165535 }",
                "add element inet fishnet agents { 61005 }",
                "add element inet fishnet agents { 0-999 }",
                "delete element inet fishnet agents { 61001 }; add element inet fishnet agents { 60990-61001 }",
                "add element inet fishnet strict_3777_5432_8080 { 61001 }",
                "add table inet fishnet { flags dormant; }",
                "add chain inet fishnet aside; add rule inet fishnet output jump aside",
                "add chain inet fishnet late { type filter hook output priority 5; policy drop; }",
                "add set inet fishnet ports { type inet_service; elements = { 1, 2 }; }",
                "add map inet fishnet doors { type inet_service : verdict; }; add chain inet fishnet aside;"
                        + " add element inet fishnet doors { 1 : jump aside }",
                "add counter inet fishnet spare; add chain inet fishnet aside;"
                        + " add rule inet fishnet aside counter name spare",
                "add chain inet fishnet output { policy drop; }",
                "flush chain inet fishnet output; flush chain inet fishnet postrouting; delete set inet fishnet agents;"
                        + " add set inet fishnet agents { type uid; }; add element inet fishnet agents { 61001 };"
                        + " add rule inet fishnet output meta skuid @agents jump agent",
            })
    void whatSomebodyChangedIsSeenAndPutRight(String changes) throws FishnetException {
        foreignTables();
        enable(both());
        String before = everything();
        change(changes);

        FirewallState.Drifted drifted =
                assertInstanceOf(FirewallState.Drifted.class, firewall().inspect());
        assertTrue(drifted.differences().size() < 20, drifted::toString);
        assertEquals(
                List.of(first().name(), second().name()),
                drifted.expected().orElseThrow().agents().stream()
                        .map(LockedAgent::name)
                        .toList());
        enable(both());

        assertEnforced(both());
        assertEquals(
                before.lines().sorted().toList(), everything().lines().sorted().toList());
    }

    private void change(String changes) {
        for (String change : changes.split("; (?=add|flush|delete)", -1)) {
            host.require("nft", change);
        }
    }

    @Test
    @Tag("S-01")
    void nothingIsLeftOfWhatSomebodyFlushed() throws FishnetException {
        enable(both());
        host.require("nft", "flush", "ruleset");
        assertEquals(new FirewallState.Absent(), firewall().inspect());

        enable(both());

        assertEnforced(both());
    }

    @Test
    void anotherVersionsWordsAreNoDrift() throws FishnetException {
        enable(both());
        OtherWords words = new OtherWords(host, new LinuxProcesses(Duration.ofSeconds(30)));
        FirewallPort other = Firewalls.of(words, new NftFilter(words));

        assertEquals(new FirewallState.Enforced(both()), other.inspect());
        assertTrue(other.enable(both()).isEmpty());

        host.require("nft", "insert", "rule", "inet", "fishnet", "agent", "accept");
        assertInstanceOf(FirewallState.Drifted.class, other.inspect());
    }

    @Test
    @Tag("S-01")
    void whoSharesUidsWithAnAgentThatLeavesKeepsThem() throws FishnetException {
        AgentUser left = agent("left", 61_001, new Range(100_000, 165_535));
        AgentUser right = agent("right", 61_002, new Range(150_000, 200_000), new Range(300_000, 300_000));
        AgentUser inside = agent("inside", 100_500);
        for (AgentUser each : List.of(left, right, inside)) {
            enable(lockdown(each));
        }
        assertEnforced(lockdown(left, right, inside));

        disable("left");
        assertEnforced(lockdown(right, inside));

        enable(lockdown(left));
        assertEnforced(lockdown(left, right, inside));
    }

    @Test
    @Tag("S-01")
    void everyModeIsReadBack() throws FishnetException {
        LoopbackAccess alone = new LoopbackAccess.Strict(3777, new TreeSet<>());
        TreeSet<Integer> most = new TreeSet<>();
        for (int port = 65_535; most.size() < LoopbackAccess.Strict.MOST_ALLOWED; port--) {
            most.add(port);
        }
        for (LoopbackAccess access :
                List.of(alone, new LoopbackAccess.Strict(65_000, most), STRICT, new LoopbackAccess.Standard(), alone)) {
            Lockdown wanted = of(new LockedAgent(first(), access));
            enable(wanted);
            assertEnforced(wanted);
        }
        enable(both());
        assertEnforced(both());
    }

    @ParameterizedTest
    @Tag("S-03")
    @ValueSource(
            strings = {
                "list tables",
                "insert rule inet fishnet agent accept",
                "add table inet fishnet { flags dormant; }",
                "flush set inet fishnet agents",
                "delete element inet fishnet agents { 61001 }; add element inet fishnet agents { 61001-61010 }",
                "add chain inet fishnet late { type filter hook output priority 5; policy drop; }",
            })
    void aStepThatFailsLeavesWhatWasThere(String changes) throws FishnetException {
        enable(lockdown(first()));
        change(changes);
        String before = everything();
        assertUndone(firewall().enable(of(new LockedAgent(second(), STRICT))), before);
        assertUndone(firewall().enable(of(new LockedAgent(first(), STRICT))), before);
        assertUndone(firewall().disable(first().name()), before);
    }

    private void assertUndone(ChangePlan plan, String before) {
        for (int steps = 1; steps <= plan.steps().size(); steps++) {
            List<Step> some = new ArrayList<>(plan.steps().subList(0, steps));
            some.add(Step.Run.of(Command.of("false")));
            assertThrows(PlanException.class, () -> runner().apply(new ChangePlan(plan.title(), some)));
            assertEquals(
                    before.lines().sorted().toList(),
                    everything().lines().sorted().toList());
        }
    }
}
