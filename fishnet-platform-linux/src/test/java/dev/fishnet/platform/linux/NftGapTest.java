package dev.fishnet.platform.linux;

import static dev.fishnet.testkit.FirewallPortContract.lockdown;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallBackend;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.FirewallState;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.firewall.LoopbackAccess;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.PlanRunner;
import dev.fishnet.process.Command;
import dev.fishnet.testkit.Eventually;
import dev.fishnet.testkit.InMemoryFiles;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.SubordinateIds.Range;
import dev.fishnet.user.UserName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An agent sends without a pause while its lockdown is changed around it: nothing arrives on the other side. */
@Tag("S-01")
@Tag("S-03")
class NftGapTest {
    private static final AgentUser AGENT = new AgentUser(
            new UserName("agent_runner"), 61_001, new SubordinateIds(List.of(new Range(100_000, 165_535))));
    private static final AgentUser OVERLAPPING =
            new AgentUser(new UserName("coder-2"), 61_002, new SubordinateIds(List.of(new Range(99_000, 120_000))));
    private static final Lockdown STANDARD = lockdown(AGENT);
    private static final Lockdown STRICT = strict(5432);

    private static final String FLOOD = """
            import os, socket, sys
            for uid in (61001, 100777):
                if os.fork() == 0:
                    os.setuid(uid)
                    four = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                    six = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
                    parent = os.getppid()
                    while os.getppid() == parent:
                        for _ in range(500):
                            try: four.sendto(b'leak', ('192.0.2.2', 4443))
                            except OSError: pass
                            try: six.sendto(b'leak', ('2001:db8::2', 4443))
                            except OSError: pass
            sys.stdin.read()
            """;

    private final Wire wire = new Wire();
    private final List<Process> floods = new ArrayList<>();

    private static Lockdown strict(int port) {
        return new Lockdown(
                List.of(new LockedAgent(AGENT, new LoopbackAccess.Strict(3777, new TreeSet<>(List.of(port))))));
    }

    @BeforeEach
    void flood() throws Exception {
        wire.open();
        floods.add(new ProcessBuilder(wire.host().inside(List.of("/usr/bin/python3", "-c", FLOOD)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
        assertTrue(Eventually.isTrue(() -> wire.arrived() > 1000), "the flood has to arrive without a lockdown");
    }

    @AfterEach
    void drain() throws Exception {
        for (Process flood : floods) {
            flood.descendants().forEach(ProcessHandle::destroyForcibly);
            flood.destroyForcibly().waitFor();
        }
        wire.close();
    }

    private LinuxFirewall firewall(FirewallBackend choice) {
        return new LinuxFirewall(
                List.of(new IptablesFilter(wire.host(), () -> true), new NftFilter(wire.host())),
                choice,
                Persistence.NONE,
                new LiveConnections(wire.host()));
    }

    private void apply(ChangePlan plan) throws FishnetException {
        new PlanRunner(wire.host(), new InMemoryFiles()).apply(plan);
    }

    private void enable(FirewallBackend choice, Lockdown lockdown) throws FishnetException {
        apply(firewall(choice).enable(lockdown));
    }

    private void enable(Lockdown lockdown) throws FishnetException {
        enable(FirewallBackend.NFTABLES, lockdown);
    }

    private interface Change {
        void make() throws FishnetException;
    }

    private void assertNothingArrives(int times, Change change) throws FishnetException {
        long before = wire.arrived();
        for (int i = 0; i < times; i++) {
            change.make();
        }
        assertEquals(before, wire.arrived());
        apply(firewall(FirewallBackend.AUTO).disable(AGENT.name()));
        assertTrue(Eventually.isTrue(() -> wire.arrived() > before), "the flood has to have lasted");
    }

    @Test
    void driftIsPutRightAgainAndAgain() throws FishnetException {
        enable(STANDARD);
        assertNothingArrives(30, () -> {
            wire.host().require("nft", "add", "rule", "inet", "fishnet", "agent", "accept");
            wire.host().require("nft", "add", "rule", "inet", "fishnet", "output", "accept");
            enable(STANDARD);
        });
    }

    @Test
    void otherAgentsComeAndGo() throws FishnetException {
        AgentUser other =
                new AgentUser(new UserName("other"), 61_003, new SubordinateIds(List.of(new Range(165_536, 231_071))));
        enable(STANDARD);
        assertNothingArrives(15, () -> {
            enable(lockdown(other));
            apply(firewall(FirewallBackend.AUTO).disable(other.name()));
        });
    }

    @Test
    void agentsThatShareItsUidsComeAndGo() throws FishnetException {
        enable(lockdown(OVERLAPPING));
        enable(STANDARD);
        assertNothingArrives(15, () -> {
            apply(firewall(FirewallBackend.AUTO).disable(OVERLAPPING.name()));
            enable(lockdown(OVERLAPPING));
        });
    }

    @Test
    void theModeIsSwitched() throws FishnetException {
        enable(STANDARD);
        assertNothingArrives(10, () -> {
            enable(STRICT);
            enable(strict(8080));
            enable(STANDARD);
        });
    }

    @Test
    void theBackEndIsSwitched() throws FishnetException {
        enable(FirewallBackend.IPTABLES, STANDARD);
        assertNothingArrives(8, () -> {
            enable(FirewallBackend.NFTABLES, STANDARD);
            assertEquals("nftables", firewall(FirewallBackend.AUTO).backend());
            enable(FirewallBackend.IPTABLES, STANDARD);
            assertEquals(
                    new FirewallState.Enforced(STANDARD),
                    firewall(FirewallBackend.AUTO).inspect());
        });
    }

    @Test
    void whatCannotBeChangedInPlaceIsReplaced() throws FishnetException {
        enable(STANDARD);
        assertNothingArrives(8, () -> {
            wire.host().require("nft", "add chain inet fishnet output { policy drop; }");
            enable(STANDARD);
        });
    }

    @Test
    void whatABootLoadsIsLoadedAgainOverItself() throws FishnetException {
        enable(STRICT);
        NativeForm form = new NftFilter(wire.host()).nativeForm(STRICT);
        String listed = load(form);
        assertNothingArrives(30, () -> {
            assertEquals(listed, load(form));
            assertEquals(
                    new FirewallState.Enforced(STRICT),
                    firewall(FirewallBackend.AUTO).inspect());
        });
    }

    private String load(NativeForm form) throws FishnetException {
        for (NativeForm.Load load : form.loads()) {
            List<String> argv =
                    Stream.concat(load.argv().stream(), Stream.of("-")).toList();
            assertEquals(
                    "",
                    wire.host().run(new Command(argv, Optional.of(load.text()))).errors());
        }
        return wire.host().require(form.listing().getFirst().toArray(String[]::new));
    }
}
