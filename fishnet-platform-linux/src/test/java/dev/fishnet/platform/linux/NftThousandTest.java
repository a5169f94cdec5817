package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.FirewallPort;
import dev.fishnet.firewall.FirewallState;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.PlanRunner;
import dev.fishnet.testkit.InMemoryFiles;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.SubordinateIds.Range;
import dev.fishnet.user.UserName;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As many agents as a large machine has, each with the uids that useradd(8) hands out. */
class NftThousandTest {
    private static final int MANY = 1000;
    private static final Duration BEARABLE = Duration.ofSeconds(5);

    @ParameterizedTest
    @CsvSource({"1, 65536", "2, 65537"})
    void theyAreLockedDownInOneTransactionAndAtTheCostOfOne(int step, long stride) throws FishnetException {
        try (Host host = Host.create()) {
            Lockdown all = new Lockdown(IntStream.range(0, MANY)
                    .mapToObj(i -> agent("agent" + i, 20_000 + (long) i * step, 100_000 + i * stride))
                    .toList());
            LockedAgent last = agent("last", 70_001, 100_000 + MANY * stride);

            assertEquals(1, applied(host, all));
            String rules = onThePacketsPath(host);
            assertEquals(1, applied(host, new Lockdown(List.of(last))));
            assertEquals(1, apply(host, firewall -> firewall.disable(new UserName("agent500"))));

            assertEquals(rules, onThePacketsPath(host));
        }
    }

    private static LockedAgent agent(String name, long uid, long first) {
        Range range = new Range(first, first + 65_535);
        return LockedAgent.standard(new AgentUser(new UserName(name), uid, new SubordinateIds(List.of(range))));
    }

    private static LinuxFirewall firewall(Host host) {
        return Firewalls.of(host, new NftFilter(host));
    }

    private static int applied(Host host, Lockdown lockdown) throws FishnetException {
        int transactions = apply(host, firewall -> firewall.enable(lockdown));
        FirewallState.Enforced state =
                assertInstanceOf(FirewallState.Enforced.class, firewall(host).inspect());
        assertTrue(state.policy().covers(lockdown));
        return transactions;
    }

    private interface Change {
        ChangePlan plan(FirewallPort firewall) throws FishnetException;
    }

    /** Reads, plans and applies; well below a second on a machine that does nothing else. */
    private static int apply(Host host, Change change) throws FishnetException {
        long start = System.nanoTime();
        ChangePlan plan = change.plan(firewall(host));
        new PlanRunner(host, new InMemoryFiles()).apply(plan);
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        assertTrue(taken.compareTo(BEARABLE) < 0, () -> "took " + taken);
        return plan.steps().size();
    }

    private static String onThePacketsPath(Host host) {
        return Stream.of("output", "postrouting", "agent", "refuse")
                .map(chain -> host.require("nft", "-s", "list", "chain", "inet", "fishnet", chain))
                .collect(Collectors.joining());
    }
}
