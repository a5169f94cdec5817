package dev.fishnet.platform.linux;

import static dev.fishnet.testkit.FirewallPortContract.lockdown;
import static dev.fishnet.testkit.FirewallPortContract.strict;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.plan.PlanRunner;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.testkit.Eventually;
import dev.fishnet.testkit.InMemoryFiles;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserName;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets of an agent, sent for real: a second host counts what reaches it. */
@Tag("S-01")
@Execution(ExecutionMode.CONCURRENT)
class LockdownTest {
    private static final AgentUser USER = new AgentUser(
            new UserName("agent_runner"),
            61_001,
            new SubordinateIds(List.of(new SubordinateIds.Range(100_000, 165_535))));
    private static final Lockdown STANDARD = lockdown(USER);
    private static final Lockdown STRICT = new Lockdown(List.of(strict(USER, 3777)));

    @Nested
    class StandardWithIptables extends Beyond {
        @Override
        PacketFilter filter(Host host) {
            return new IptablesFilter(host, () -> true);
        }

        @Override
        Lockdown policy() {
            return STANDARD;
        }
    }

    @Nested
    class StrictWithIptables extends Beyond {
        @Override
        PacketFilter filter(Host host) {
            return new IptablesFilter(host, () -> true);
        }

        @Override
        Lockdown policy() {
            return STRICT;
        }
    }

    abstract static class Beyond {
        private static final long AGENT = 61_001;
        private static final long SUBORDINATE = 100_777;
        private static final long BYSTANDER = 61_005;

        private static final String TCP4 = "exec 3<>/dev/tcp/192.0.2.2/4443";
        private static final String TCP6 = "exec 3<>/dev/tcp/2001:db8::2/4443";
        private static final String UDP4 = "echo leak >/dev/udp/192.0.2.2/4443";
        private static final String UDP6 = "echo leak >/dev/udp/2001:db8::2/4443";
        private static final String ICMP4 = "ping -c1 -W1 192.0.2.2";
        private static final String ICMP6 = "ping -6 -c1 -W1 2001:db8::2";
        private static final String BROADCAST = "ping -b -c1 -W1 192.0.2.255";

        private Neighbours neighbours;

        abstract PacketFilter filter(Host host);

        abstract Lockdown policy();

        @BeforeEach
        void connect() {
            neighbours = Neighbours.create();
            Host internet = neighbours.internet();
            for (String tool : List.of("iptables", "ip6tables")) {
                internet.require(
                        tool,
                        "-A",
                        "INPUT",
                        "-p",
                        "tcp",
                        "--dport",
                        "4443",
                        "-j",
                        "REJECT",
                        "--reject-with",
                        "tcp-reset");
                internet.require(tool, "-A", "INPUT", "-p", "udp", "--dport", "4443", "-j", "ACCEPT");
            }
            internet.require("iptables", "-A", "INPUT", "-p", "icmp", "--icmp-type", "echo-request", "-j", "ACCEPT");
            internet.require(
                    "ip6tables", "-A", "INPUT", "-p", "ipv6-icmp", "--icmpv6-type", "echo-request", "-j", "ACCEPT");
        }

        @AfterEach
        void disconnect() {
            if (neighbours != null) {
                neighbours.close();
            }
        }

        private void enable() throws FishnetException {
            enable(policy());
        }

        private void enable(Lockdown lockdown) throws FishnetException {
            Host host = neighbours.host();
            new PlanRunner(host, new InMemoryFiles())
                    .apply(Firewalls.of(host, filter(host)).enable(lockdown));
        }

        private ProcessOutcome as(long uid, String script) {
            return neighbours.as(uid, script);
        }

        private long arrived() {
            return Neighbours.arrivedAt(neighbours.internet());
        }

        @ParameterizedTest
        @ValueSource(strings = {TCP4, TCP6, UDP4, UDP6, ICMP4, ICMP6, BROADCAST})
        void anAgentReachesNobody(String script) throws FishnetException {
            as(AGENT, script);
            assertTrue(arrived() > 0, "the probe has to work before the lockdown, or it proves nothing");
            enable();
            long before = arrived();

            assertFalse(as(AGENT, script).succeeded());
            assertFalse(as(SUBORDINATE, script).succeeded());

            assertEquals(before, arrived());
        }

        @ParameterizedTest
        @ValueSource(strings = {TCP4, TCP6})
        void aConnectionIsRefusedAtOnce(String script) throws FishnetException {
            enable();

            ProcessOutcome outcome = as(AGENT, script);

            assertTrue(outcome.errors().contains("Connection refused"), outcome::toString);
        }

        @Test
        @Tag("S-02")
        void rulesOfOthersDoNotOpenIt() throws FishnetException {
            accept("-A");
            enable();
            accept("-I");

            for (String script : List.of(TCP4, TCP6, UDP4, UDP6, ICMP4, ICMP6)) {
                as(AGENT, script);
            }

            assertEquals(0, arrived());
        }

        private void accept(String where) {
            for (String tool : List.of("iptables", "ip6tables")) {
                neighbours.host().require(tool, where, "OUTPUT", "-j", "ACCEPT");
            }
        }

        @Test
        void addressTranslationOfLoopbackDoesNotOpenIt() throws FishnetException {
            neighbours.host().require("sysctl", "-qw", "net.ipv4.conf.all.route_localnet=1");
            neighbours
                    .host()
                    .require(
                            "iptables",
                            "-t",
                            "nat",
                            "-A",
                            "OUTPUT",
                            "-d",
                            "127.0.0.9",
                            "-p",
                            "tcp",
                            "-j",
                            "DNAT",
                            "--to-destination",
                            "192.0.2.2:4443");
            neighbours.host().require("iptables", "-t", "nat", "-A", "POSTROUTING", "-o", "eth0", "-j", "MASQUERADE");
            String rerouted = "exec 3<>/dev/tcp/127.0.0.9/4443";
            as(AGENT, rerouted);
            long before = arrived();
            assertTrue(before > 0, "the detour has to work before the lockdown, or it proves nothing");
            enable();

            as(AGENT, rerouted);

            assertEquals(before, arrived());
        }

        @Test
        void everybodyElseIsLeftAlone() throws FishnetException {
            enable();

            as(BYSTANDER, TCP4);
            as(BYSTANDER, UDP6);

            assertEquals(2, arrived());
        }

        @Test
        void puttingItRightAgainAndAgainLetsNothingThrough() throws Exception {
            assertNothingArrivesWhile(() -> {
                neighbours.host().require("iptables", "-A", "OUTPUT", "-j", "FISHNET-OUT");
                enable();
            });
        }

        @Test
        void switchingTheModeAgainAndAgainLetsNothingThrough() throws Exception {
            assertNothingArrivesWhile(() -> {
                enable(STRICT);
                enable(STANDARD);
            });
        }

        private interface Change {
            void make() throws FishnetException;
        }

        private void assertNothingArrivesWhile(Change change) throws Exception {
            Process flood = neighbours.flood(AGENT, UDP4);
            try {
                assertTrue(Eventually.isTrue(() -> arrived() > 0));
                enable();
                long before = arrived();

                for (int i = 0; i < 10; i++) {
                    change.make();
                }

                assertEquals(before, arrived());
            } finally {
                flood.destroyForcibly().waitFor();
            }
        }
    }
}
