package dev.fishnet.platform.linux;

import static dev.fishnet.testkit.FirewallPortContract.lockdown;
import static dev.fishnet.testkit.FirewallPortContract.strict;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.FirewallState;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.PlanRunner;
import dev.fishnet.testkit.InMemoryFiles;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserName;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A thousand agents with 65,536 subordinate uids each, loaded for real. */
class ManyAgentsTest {
    private static final int MANY = 1000;
    private static final long BLOCK = 65_536;

    /** Some times what a JVM takes that has just started: finds work that grows with the square of the agents. */
    private static final Duration LONG = Duration.ofSeconds(1);

    private static final AgentUser ONE_MORE = new AgentUser(new UserName("one-more"), 9_999, SubordinateIds.NONE);

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

    /** Every fourth one strict; with a gap none touches another. */
    private static Lockdown many(long gap) {
        return new Lockdown(LongStream.range(0, MANY)
                .mapToObj(number -> {
                    long first = 1_000_000 + number * (BLOCK + gap);
                    SubordinateIds.Range range = new SubordinateIds.Range(first, first + BLOCK - 1);
                    AgentUser user = new AgentUser(
                            new UserName("agent" + number),
                            10_000 + number * (1 + gap),
                            new SubordinateIds(List.of(range)));
                    return number % 4 == 0 && gap > 0 ? strict(user, 3777, 5432) : LockedAgent.standard(user);
                })
                .toList());
    }

    private LinuxFirewall firewall() {
        return Firewalls.iptables(host, () -> true);
    }

    private void apply(ChangePlan plan) throws FishnetException {
        new PlanRunner(host, new InMemoryFiles()).apply(plan);
    }

    @ParameterizedTest
    @Tag("S-01")
    @ValueSource(longs = {0, 1})
    void aThousandAreLockedDownAndOneMoreAndAllReleased(long gap) throws FishnetException {
        String before = host.rules();
        Lockdown many = many(gap);
        apply(firewall().enable(many));
        assertEquals(new FirewallState.Enforced(many), firewall().inspect());

        apply(firewall().enable(lockdown(ONE_MORE)));
        Lockdown all = many.with(lockdown(ONE_MORE));
        assertEquals(new FirewallState.Enforced(all), firewall().inspect());
        assertRefused(10_000 + 999 * (1 + gap));
        assertRefused(1_000_000 + 500 * (BLOCK + gap));

        apply(new ChangePlan("all out", loaded().changesTo(Optional.empty())));
        assertEquals(before, host.rules());
    }

    @Test
    void planningAndLookingIsLittleWork() throws FishnetException {
        Lockdown many = many(1);
        Duration planning = work(() -> firewall().enable(many));
        apply(firewall().enable(many));
        Duration adding = work(() -> firewall().enable(lockdown(ONE_MORE)));
        Duration looking = work(() -> firewall().inspect());

        List<Duration> all = List.of(planning, adding, looking);
        assertTrue(all.stream().allMatch(each -> each.compareTo(LONG) < 0), all::toString);
    }

    private interface Work {
        void run() throws FishnetException;
    }

    /** What this thread had of a processor, which does not depend on what else the machine does. */
    private static Duration work(Work work) throws FishnetException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        work.run();
        return Duration.ofNanos(threads.getCurrentThreadCpuTime() - before);
    }

    private LoadedLockdown loaded() throws FishnetException {
        return new IptablesFilter(host, () -> true).read().orElseThrow();
    }

    /** Name resolution on loopback is refused to every agent. */
    private void assertRefused(long uid) {
        String id = String.valueOf(uid);
        String connect = "exec 3<>/dev/tcp/127.0.0.1/53";
        long before = host.refusedConnections();

        host.ask("setpriv", "--reuid", id, "--clear-groups", "timeout", "2", "bash", "-c", connect);

        assertEquals(before + 1, host.refusedConnections());
    }
}
