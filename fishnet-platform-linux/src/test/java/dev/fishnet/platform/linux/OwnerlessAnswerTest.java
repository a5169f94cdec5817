package dev.fishnet.platform.linux;

import static dev.fishnet.testkit.FirewallPortContract.lockdown;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fishnet.firewall.FirewallBackend;
import dev.fishnet.firewall.FirewallPort;
import dev.fishnet.plan.PlanRunner;
import dev.fishnet.testkit.Eventually;
import dev.fishnet.testkit.InMemoryFiles;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Found in review: an agent that fills its own listener's queue makes the kernel answer a connection from outside with
 * a SYN cookie, which belongs to no socket, and what it then writes to an orphaned connection leaves without an owner.
 */
@Tag("S-01")
@Execution(ExecutionMode.CONCURRENT)
class OwnerlessAnswerTest {
    private static final AgentUser AGENT = new AgentUser(new UserName("agent_runner"), 61_001, SubordinateIds.NONE);
    private static final long BYSTANDER = 61_005;

    /** TCP_DEFER_ACCEPT (9) keeps the connection to itself half open, and a backlog of 0 is full with it. */
    private static final String FULL_LISTENER = """
            import socket
            listener = socket.socket(socket.AF_INET6)
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
            listener.setsockopt(socket.IPPROTO_TCP, 9, 120)
            listener.bind(('::', 8000))
            listener.listen(0)
            mine = socket.socket()
            mine.setblocking(False)
            try: mine.connect(('127.0.0.1', 8000))
            except BlockingIOError: pass
            print('ready', flush=True)
            listener.accept()
            """;

    private static final String PLAIN_LISTENER = """
            import socket
            listener = socket.create_server(('::', 8000), family=socket.AF_INET6, dualstack_ipv6=True)
            print('ready', flush=True)
            while True: listener.accept()
            """;

    private Host host;
    private Host internet;

    @BeforeEach
    void connect() {
        host = Host.create();
        internet = Host.create();
        host.connectTo(internet);
        assumeTrue(host.ask("/usr/bin/python3", "-c", "pass").succeeded(), "python3 plays the agent");
        assertTrue(Eventually.isTrue(
                () -> host.ask("ping", "-6", "-c1", "-W0.1", "2001:db8::2").succeeded()));
    }

    @AfterEach
    void disconnect() {
        host.close();
        internet.close();
    }

    @ParameterizedTest
    @CsvSource({
        "IPTABLES, 192.0.2.1",
        "IPTABLES, 2001:db8::1",
        "NFTABLES, 192.0.2.1",
        "NFTABLES, 2001:db8::1",
    })
    void aFullListenerIsNotAnsweredFor(FirewallBackend backend, String address) throws Exception {
        assertTrue(reachedFromOutside(AGENT.uid(), FULL_LISTENER, address), "the trick has to work without a lockdown");
        enable(backend);

        assertFalse(reachedFromOutside(AGENT.uid(), FULL_LISTENER, address));
    }

    @ParameterizedTest
    @EnumSource(names = {"IPTABLES", "NFTABLES"})
    void aServerOfAnotherUserIsStillReached(FirewallBackend backend) throws Exception {
        enable(backend);

        assertTrue(reachedFromOutside(BYSTANDER, PLAIN_LISTENER, "192.0.2.1"));
        assertFalse(reachedFromOutside(AGENT.uid(), PLAIN_LISTENER, "192.0.2.1"));
    }

    private void enable(FirewallBackend backend) throws Exception {
        PacketFilter filter =
                backend == FirewallBackend.NFTABLES ? new NftFilter(host) : new IptablesFilter(host, () -> true);
        FirewallPort firewall = Firewalls.of(host, filter);
        new PlanRunner(host, new InMemoryFiles()).apply(firewall.enable(lockdown(AGENT)));
    }

    private boolean reachedFromOutside(long uid, String listener, String address) throws Exception {
        String id = String.valueOf(uid);
        List<String> argv = host.inside(
                List.of("setpriv", "--reuid", id, "--regid", id, "--clear-groups", "/usr/bin/python3", "-c", listener));
        Process server = new ProcessBuilder(argv).redirectErrorStream(true).start();
        try {
            assertEquals("ready", server.inputReader(StandardCharsets.UTF_8).readLine());
            return internet.ask("timeout", "2", "bash", "-c", "exec 3<>/dev/tcp/" + address + "/8000")
                    .succeeded();
        } finally {
            server.destroyForcibly().waitFor();
        }
    }
}
