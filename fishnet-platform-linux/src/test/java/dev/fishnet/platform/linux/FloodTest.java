package dev.fishnet.platform.linux;

import static dev.fishnet.testkit.FirewallPortContract.lockdown;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallBackend;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.firewall.LoopbackAccess;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.PlanRunner;
import dev.fishnet.testkit.Eventually;
import dev.fishnet.testkit.InMemoryFiles;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.SubordinateIds.Range;
import dev.fishnet.user.UserName;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** As many packets as an agent can send, through a hundred changes of the rules around it. */
@Tag("S-01")
@Tag("S-03")
class FloodTest {
    private static final int CHANGES = 100;
    private static final long A_SECOND = 100_000;

    private static final AgentUser AGENT = agent("agent_runner", 61_001, 100_000, 165_535);
    private static final AgentUser OTHER = agent("other", 61_002, 165_536, 231_071);
    private static final long SUBORDINATE = 100_777;

    private final Wire wire = new Wire();

    private static AgentUser agent(String name, long uid, long first, long last) {
        return new AgentUser(new UserName(name), uid, new SubordinateIds(List.of(new Range(first, last))));
    }

    @BeforeEach
    void connect() {
        wire.open();
    }

    @AfterEach
    void disconnect() {
        wire.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = FirewallBackend.class,
            names = {"IPTABLES", "NFTABLES"})
    void nothingArrives(FirewallBackend backend) throws Exception {
        LinuxFirewall firewall = new LinuxFirewall(
                List.of(new IptablesFilter(wire.host(), () -> true), new NftFilter(wire.host())),
                backend,
                Persistence.NONE,
                new LiveConnections(wire.host()));
        try (Flood flood = Flood.start(wire.host(), AGENT.uid(), SUBORDINATE)) {
            assertTrue(Eventually.isTrue(() -> wire.arrived() > 1000), "it has to arrive without a lockdown");
            apply(firewall.enable(lockdown(AGENT)));
            long arrived = wire.arrived();
            long sent = flood.sent();
            long start = System.nanoTime();

            for (int change = 0; change < CHANGES; change++) {
                change(firewall, change);
            }

            Duration took = Duration.ofNanos(System.nanoTime() - start);
            long rate = (flood.sent() - sent) * 1000 / took.toMillis();
            assertEquals(arrived, wire.arrived(), () -> "of " + rate + " packets a second for " + took);
            assertTrue(rate >= A_SECOND, () -> "no flood: " + rate + " packets a second");
            System.out.println(backend + ": " + CHANGES + " changes in " + took.toMillis() + " ms, " + rate
                    + " packets a second, none arrived");
            apply(firewall.disable(AGENT.name()));
            apply(firewall.disable(OTHER.name()));
            assertTrue(Eventually.isTrue(() -> wire.arrived() > arrived + 1000), "it has to have lasted");
        }
    }

    /** Every one a transaction: the mode, another agent's coming and going. */
    private void change(LinuxFirewall firewall, int number) throws FishnetException {
        ChangePlan plan = switch (number % 5) {
            case 0 -> firewall.enable(strict(5432));
            case 1 -> firewall.enable(lockdown(OTHER));
            case 2 -> firewall.enable(strict(8080));
            case 3 -> firewall.disable(OTHER.name());
            default -> firewall.enable(lockdown(AGENT));
        };
        assertFalse(plan.isEmpty(), "every change is one");
        apply(plan);
    }

    private static Lockdown strict(int port) {
        return new Lockdown(
                List.of(new LockedAgent(AGENT, new LoopbackAccess.Strict(3777, new TreeSet<>(List.of(port))))));
    }

    private void apply(ChangePlan plan) throws FishnetException {
        new PlanRunner(wire.host(), new InMemoryFiles()).apply(plan);
    }
}
