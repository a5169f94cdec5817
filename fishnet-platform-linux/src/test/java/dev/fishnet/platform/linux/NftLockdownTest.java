package dev.fishnet.platform.linux;

import static dev.fishnet.testkit.FirewallPortContract.lockdown;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.firewall.LoopbackAccess;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.SubordinateIds.Range;
import dev.fishnet.user.UserName;
import java.nio.charset.StandardCharsets;
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

/** Packets of an agent that nftables holds, sent for real: a second host counts what reaches it. */
@Tag("S-01")
@Execution(ExecutionMode.CONCURRENT)
class NftLockdownTest {
    private static final long AGENT = 61_001;
    private static final long SUBORDINATE = 100_777;
    private static final long BYSTANDER = 61_005;
    private static final AgentUser USER = new AgentUser(
            new UserName("agent_runner"), AGENT, new SubordinateIds(List.of(new Range(100_000, 165_535))));
    private static final Lockdown STANDARD = lockdown(USER);
    private static final Lockdown STRICT =
            new Lockdown(List.of(new LockedAgent(USER, new LoopbackAccess.Strict(3777, new TreeSet<>(List.of(5432))))));

    private static final String SERVERS = """
            import socket, selectors
            chosen = selectors.DefaultSelector()
            for port in (53, 3777, 5432, 9000):
                server = socket.create_server(('::', port), family=socket.AF_INET6, dualstack_ipv6=True)
                chosen.register(server, selectors.EVENT_READ)
            for port in (53, 5353, 9000):
                server = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
                server.bind(('::', port))
                chosen.register(server, selectors.EVENT_READ)
            print('ready', flush=True)
            while True:
                for key, _ in chosen.select():
                    if key.fileobj.type == socket.SOCK_STREAM: key.fileobj.accept()[0].send(b'hello')
                    else: key.fileobj.sendto(*key.fileobj.recvfrom(99))
            """;

    private static final String UDP_ECHO = """
            import socket, sys
            family = socket.AF_INET6 if ':' in sys.argv[1] else socket.AF_INET
            client = socket.socket(family, socket.SOCK_DGRAM)
            client.settimeout(1)
            client.connect((sys.argv[1], int(sys.argv[2])))
            client.send(b'?')
            client.recv(9)
            """;

    private final Wire wire = new Wire();

    @BeforeEach
    void connect() {
        wire.open();
    }

    @AfterEach
    void disconnect() {
        wire.close();
    }

    private void enable(Lockdown lockdown) throws FishnetException {
        wire.enable(lockdown, new NftFilter(wire.host()));
    }

    private ProcessOutcome as(long uid, String script) {
        return wire.host().ask(argv(uid, "timeout", "2", "bash", "-c", script));
    }

    private static String[] argv(long uid, String... command) {
        String id = String.valueOf(uid);
        List<String> argv = new ArrayList<>(List.of("setpriv", "--reuid", id, "--regid", id, "--clear-groups"));
        argv.addAll(List.of(command));
        return argv.toArray(String[]::new);
    }

    private boolean connects(long uid, String address, int port) {
        return as(uid, "exec 3<>/dev/tcp/" + address + "/" + port + "; read -N5 -t1 <&3")
                .succeeded();
    }

    private boolean echoes(long uid, String address, int port) {
        return wire.host()
                .ask(argv(uid, "/usr/bin/python3", "-c", UDP_ECHO, address, String.valueOf(port)))
                .succeeded();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exec 3<>/dev/tcp/192.0.2.2/4443",
                "exec 3<>/dev/tcp/2001:db8::2/4443",
                "echo leak >/dev/udp/192.0.2.2/4443",
                "echo leak >/dev/udp/2001:db8::2/4443",
                "ping -c1 -W1 192.0.2.2",
                "ping -6 -c1 -W1 2001:db8::2",
                "ping -b -c1 -W1 192.0.2.255",
                "ping -c1 -W1 224.0.0.1",
            })
    void anAgentReachesNobody(String script) throws FishnetException {
        as(AGENT, script);
        assertTrue(wire.arrived() > 0, "the probe has to work before the lockdown, or it proves nothing");
        for (Lockdown each : List.of(STANDARD, STRICT)) {
            enable(each);
            long before = wire.arrived();

            assertFalse(as(AGENT, script).succeeded());
            assertFalse(as(SUBORDINATE, script).succeeded());
            assertEquals(before, wire.arrived());
        }
        as(BYSTANDER, script);
        assertTrue(wire.arrived() > 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.2", "2001:db8::2"})
    void aConnectionIsRefusedAtOnce(String address) throws FishnetException {
        enable(STANDARD);

        ProcessOutcome outcome = as(AGENT, "exec 3<>/dev/tcp/" + address + "/4443");

        assertTrue(outcome.errors().contains("Connection refused"), outcome::toString);
        assertTrue(counter("denied") > 0);
    }

    private long counter(String name) {
        String listed = wire.host().require("nft", "list", "counter", "inet", "fishnet", name);
        return Long.parseLong(listed.replaceAll("(?s).*packets (\\d+).*", "$1"));
    }

    @Test
    void addressTranslationOfLoopbackDoesNotOpenIt() throws FishnetException {
        Host host = wire.host();
        host.require("sysctl", "-qw", "net.ipv4.conf.all.route_localnet=1");
        host.require("nft", "add table ip detour");
        host.require("nft", "add chain ip detour output { type nat hook output priority -100; }");
        host.require("nft", "add rule ip detour output ip daddr 127.0.0.9 meta l4proto tcp dnat to 192.0.2.2:4443");
        host.require("nft", "add chain ip detour out { type nat hook postrouting priority 100; }");
        host.require("nft", "add rule ip detour out oifname eth0 masquerade");
        String rerouted = "exec 3<>/dev/tcp/127.0.0.9/4443";
        as(AGENT, rerouted);
        long before = wire.arrived();
        assertTrue(before > 0, "the detour has to work before the lockdown, or it proves nothing");
        enable(STANDARD);

        as(AGENT, rerouted);

        assertEquals(before, wire.arrived());
        assertTrue(counter("denied_rerouted") > 0);
    }

    @Test
    void standardAccessIsLoopbackWithoutNameResolution() throws Exception {
        Process server = servers(BYSTANDER);
        try {
            enable(STANDARD);
            for (String address : List.of("127.0.0.1", "::1", "192.0.2.1", "2001:db8::1")) {
                assertTrue(connects(AGENT, address, 9000), address);
                assertTrue(connects(SUBORDINATE, address, 3777), address);
                assertTrue(echoes(AGENT, address, 9000), address);
                assertFalse(connects(AGENT, address, 53), address);
                assertFalse(echoes(AGENT, address, 53), address);
                assertFalse(echoes(SUBORDINATE, address, 5353), address);
                assertTrue(echoes(0, address, 53), address);
            }
            assertTrue(counter("denied_loopback") > 0);
        } finally {
            server.destroyForcibly().waitFor();
        }
    }

    @Test
    void strictAccessIsItsPortsAndNothingElse() throws Exception {
        Process server = servers(BYSTANDER);
        try {
            enable(STRICT);
            for (String address : List.of("127.0.0.1", "::1")) {
                assertTrue(connects(AGENT, address, 3777), address);
                assertTrue(connects(SUBORDINATE, address, 5432), address);
                assertFalse(connects(AGENT, address, 9000), address);
                assertFalse(echoes(AGENT, address, 9000), address);
            }
            for (String address : List.of("192.0.2.1", "2001:db8::1", "127.0.0.2")) {
                assertFalse(connects(AGENT, address, 3777), address);
            }
            assertFalse(as(AGENT, "ping -c1 -W1 127.0.0.1").succeeded());
            assertTrue(connects(BYSTANDER, "127.0.0.1", 9000));
        } finally {
            server.destroyForcibly().waitFor();
        }
    }

    @Test
    void aStrictAgentsOwnServersAnswerOnItsAllowedPortsOnly() throws Exception {
        Process server = servers(AGENT);
        try {
            enable(STRICT);
            for (String address : List.of("127.0.0.1", "::1")) {
                assertTrue(connects(BYSTANDER, address, 5432), address);
                assertFalse(connects(BYSTANDER, address, 3777), address);
                assertFalse(connects(BYSTANDER, address, 9000), address);
            }
        } finally {
            server.destroyForcibly().waitFor();
        }
    }

    /** Servers of a user, on ports that only root could open otherwise too. */
    private Process servers(long uid) throws Exception {
        wire.host().require("sysctl", "-qw", "net.ipv4.ip_unprivileged_port_start=0");
        List<String> argv = wire.host().inside(List.of(argv(uid, "/usr/bin/python3", "-c", SERVERS)));
        Process server = new ProcessBuilder(argv).redirectErrorStream(true).start();
        assertEquals("ready", server.inputReader(StandardCharsets.UTF_8).readLine());
        return server;
    }
}
