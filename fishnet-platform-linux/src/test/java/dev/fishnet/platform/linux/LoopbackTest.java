package dev.fishnet.platform.linux;

import static dev.fishnet.testkit.FirewallPortContract.strict;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.plan.PlanRunner;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.testkit.Eventually;
import dev.fishnet.testkit.InMemoryFiles;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserName;
import java.util.ArrayList;
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

/** What an agent reaches on its own machine, and what reaches it. */
@Tag("S-01")
@Execution(ExecutionMode.CONCURRENT)
class LoopbackTest {
    @Nested
    class WithIptables extends OnLoopback {
        @Override
        PacketFilter filter(Host host) {
            return new IptablesFilter(host, () -> true);
        }
    }

    abstract static class OnLoopback {
        private static final long ROOT = 0;
        private static final long RUNNER = 61_001;
        private static final long SUBORDINATE = 100_777;
        private static final long CODER = 61_002;
        private static final long BYSTANDER = 61_005;

        private static final int GATEWAY = 3777;
        private static final int ALLOWED = 8000;
        private static final int OTHER = 4000;

        private static final String UDP = "echo x >/dev/udp/127.0.0.1/4000; echo x >/dev/udp/::1/4000";

        private Neighbours neighbours;
        private final List<Process> running = new ArrayList<>();

        abstract PacketFilter filter(Host host);

        @BeforeEach
        void connect() {
            neighbours = Neighbours.create();
            assumeTrue(
                    neighbours.host().ask("/usr/bin/python3", "-c", "pass").succeeded(), "python3 plays the servers");
        }

        @AfterEach
        void disconnect() throws InterruptedException {
            for (Process process : running) {
                process.destroyForcibly().waitFor();
            }
            if (neighbours != null) {
                neighbours.close();
            }
        }

        private static LockedAgent agent(boolean strict, String name, long uid, SubordinateIds subordinate) {
            AgentUser user = new AgentUser(new UserName(name), uid, subordinate);
            return strict ? strict(user, GATEWAY, ALLOWED) : LockedAgent.standard(user);
        }

        private static LockedAgent runner(boolean strict) {
            SubordinateIds.Range range = new SubordinateIds.Range(100_000, 165_535);
            return agent(strict, "agent_runner", RUNNER, new SubordinateIds(List.of(range)));
        }

        private static LockedAgent coder(boolean strict) {
            return agent(strict, "coder-2", CODER, SubordinateIds.NONE);
        }

        private void enable(LockedAgent... agents) throws FishnetException {
            Host host = neighbours.host();
            new PlanRunner(host, new InMemoryFiles())
                    .apply(Firewalls.of(host, filter(host)).enable(new Lockdown(List.of(agents))));
        }

        private void listen(long uid, int... ports) throws Exception {
            running.add(neighbours.listen(uid, ports));
        }

        private ProcessOutcome connect(long uid, String address, int port) {
            return neighbours.as(uid, "exec 3<>/dev/tcp/" + address + "/" + port);
        }

        @Test
        void aStandardAgentReachesEverythingButNameResolution() throws Exception {
            listen(ROOT, GATEWAY, 53);
            enable(runner(false));

            assertTrue(connect(RUNNER, "127.0.0.1", GATEWAY).succeeded());
            assertTrue(connect(RUNNER, "::1", GATEWAY).succeeded());
            assertTrue(connect(SUBORDINATE, "192.0.2.1", GATEWAY).succeeded());
            assertFalse(connect(RUNNER, "127.0.0.1", 53).succeeded());
            assertFalse(connect(RUNNER, "::1", 53).succeeded());
            assertFalse(connect(SUBORDINATE, "192.0.2.1", 53).succeeded());
            assertTrue(connect(BYSTANDER, "127.0.0.1", 53).succeeded());
        }

        @ParameterizedTest
        @ValueSource(longs = {RUNNER, SUBORDINATE})
        void theGatewayAndWhatIsAllowedAnswer(long uid) throws Exception {
            listen(ROOT, GATEWAY, ALLOWED);
            enable(runner(true));

            assertTrue(connect(uid, "127.0.0.1", GATEWAY).succeeded());
            assertTrue(connect(uid, "::1", GATEWAY).succeeded());
            assertTrue(connect(uid, "127.0.0.1", ALLOWED).succeeded());
            assertTrue(connect(uid, "::1", ALLOWED).succeeded());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "127.0.0.1/4000",
                    "::1/4000",
                    "127.0.0.2/3777",
                    "192.0.2.1/3777",
                    "192.0.2.1/8000",
                    "2001:db8::1/3777",
                    "0.0.0.0/4000",
                    "::ffff:127.0.0.1/4000"
                })
        void everythingElseOnThisMachineIsRefusedAtOnce(String target) throws Exception {
            listen(ROOT, GATEWAY, ALLOWED, OTHER);
            enable(runner(true), coder(false));
            String script = "exec 3<>/dev/tcp/" + target;

            assertTrue(neighbours.as(RUNNER, script).errors().contains("Connection refused"));
            assertTrue(neighbours.as(SUBORDINATE, script).errors().contains("Connection refused"));
            assertTrue(neighbours.as(CODER, script).succeeded());
            assertTrue(neighbours.as(BYSTANDER, script).succeeded());
            assertTrue(neighbours.as(ROOT, script).succeeded());
        }

        @Test
        void datagramsAndEchoRequestsAreRefused() throws FishnetException {
            enable(runner(true));
            count("udp");
            neighbours.as(BYSTANDER, UDP);
            assertEquals(2, Neighbours.arrivedAt(neighbours.host()), "the probe has to work, or it proves nothing");

            neighbours.as(RUNNER, UDP);

            assertEquals(2, Neighbours.arrivedAt(neighbours.host()));
            assertTrue(neighbours.as(BYSTANDER, "ping -c1 -W1 127.0.0.1").succeeded());
            assertFalse(neighbours.as(RUNNER, "ping -c1 -W1 127.0.0.1").succeeded());
            assertFalse(neighbours.as(RUNNER, "ping -6 -c1 -W1 ::1").succeeded());
        }

        private void count(String protocol) {
            for (String tool : List.of("iptables", "ip6tables")) {
                neighbours
                        .host()
                        .require(tool, "-A", "INPUT", "-p", protocol, "--dport", String.valueOf(OTHER), "-j", "ACCEPT");
            }
        }

        @Test
        void itsOwnServerAnswersOthersOnAnAllowedPortOnly() throws Exception {
            listen(RUNNER, GATEWAY, ALLOWED, OTHER);
            enable(runner(true));

            assertTrue(connect(BYSTANDER, "127.0.0.1", ALLOWED).succeeded());
            assertTrue(connect(BYSTANDER, "::1", ALLOWED).succeeded());
            assertTrue(connect(RUNNER, "127.0.0.1", ALLOWED).succeeded());
            assertFalse(connect(BYSTANDER, "127.0.0.1", OTHER).succeeded());
            assertFalse(connect(BYSTANDER, "127.0.0.1", GATEWAY).succeeded(), "nobody plays the gateway");
        }

        @ParameterizedTest
        @ValueSource(strings = {"127.0.0.1", "::1"})
        void aPortToServeOnIsNoneToConnectFrom(String address) throws Exception {
            listen(ROOT, OTHER);
            enable(runner(true));
            String script = "/usr/bin/python3 -c 'import socket; socket.create_connection((\"" + address + "\", "
                    + OTHER + "), source_address=(\"" + address + "\", " + ALLOWED + "))'";

            // in this order, because a connection that was made keeps its port for a while
            ProcessOutcome agents = neighbours.as(RUNNER, script);
            assertTrue(neighbours.as(BYSTANDER, script).succeeded(), "the probe has to work, or it proves nothing");

            assertTrue(agents.errors().contains("ConnectionRefused"), agents::errors);
        }

        @Test
        void changingTheModeOfOthersAndAddingAgentsLetsNothingThrough() throws Exception {
            running.add(neighbours.flood(RUNNER, UDP));
            count("udp");
            assertTrue(Eventually.isTrue(() -> Neighbours.arrivedAt(neighbours.host()) > 0));
            enable(runner(true));
            long before = Neighbours.arrivedAt(neighbours.host());

            for (int i = 0; i < 10; i++) {
                enable(coder(i % 2 == 0));
            }

            assertEquals(before, Neighbours.arrivedAt(neighbours.host()));
        }
    }
}
