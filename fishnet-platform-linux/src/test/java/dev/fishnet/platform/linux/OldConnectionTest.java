package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.PlanRunner;
import dev.fishnet.testkit.Eventually;
import dev.fishnet.testkit.InMemoryFiles;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that an agent opened while it still could, with real sockets between two hosts. */
@Tag("S-01")
@Execution(ExecutionMode.CONCURRENT)
class OldConnectionTest {
    private static final Lockdown POLICY =
            Lockdown.standard(new AgentUser(new UserName("agent_runner"), 61_001, SubordinateIds.NONE));

    private static final String PYTHON = "/usr/bin/python3";

    /** Accepts, and reads nothing, so that what is sent to it stays with its sender. */
    private static final String DEAF = """
            import socket, sys, time
            s = socket.create_server((sys.argv[1], 4444), family=socket.AF_INET6 if ':' in sys.argv[1] else socket.AF_INET)
            print('up', flush=True)
            kept = [s.accept()]
            time.sleep(30)
            """;

    private static final String IDLE = """
            import socket, sys, time
            s = socket.create_connection((sys.argv[1], 4444))
            print('up', flush=True)
            time.sleep(30)
            """;

    private static final String FULL_AND_CLOSED = """
            import socket, sys, time
            s = socket.create_connection((sys.argv[1], 4444))
            s.setblocking(False)
            try:
                while True: s.send(b'x' * 65536)
            except BlockingIOError: pass
            s.close()
            print('up', flush=True)
            time.sleep(30)
            """;

    private final List<Process> started = new ArrayList<>();
    private Host host;
    private Host internet;

    @BeforeEach
    void connect() {
        assumeTrue(Files.isExecutable(Path.of(PYTHON)), "needs " + PYTHON);
        host = Host.create();
        internet = Host.create();
        host.connectTo(internet);
        assertTrue(Eventually.isTrue(
                () -> host.ask("ping", "-6", "-c1", "-W0.1", "2001:db8::2").succeeded()));
    }

    @AfterEach
    void disconnect() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
        for (Host each : new Host[] {host, internet}) {
            if (each != null) {
                each.close();
            }
        }
    }

    private void start(Host where, List<String> asWhom, String script, String address) throws Exception {
        List<String> argv = new ArrayList<>(asWhom);
        argv.addAll(List.of(PYTHON, "-c", script, address));
        Process process =
                new ProcessBuilder(where.inside(argv)).redirectErrorStream(true).start();
        started.add(process);
        assertEquals("up", process.inputReader().readLine());
    }

    private void asAgent(String script, String address) throws Exception {
        start(host, List.of("setpriv", "--reuid", "61001", "--regid", "61001", "--clear-groups"), script, address);
    }

    private void cut() throws FishnetException {
        ChangePlan plan = Firewalls.iptables(host, () -> true).cutConnections(POLICY);
        assertEquals(1, plan.steps().size(), plan::toString);
        new PlanRunner(host, new InMemoryFiles()).apply(plan);
    }

    private boolean isConnected() {
        return host.require("ss", "--tcp", "--numeric", "--all").contains(":4444");
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.2", "2001:db8::2", "::ffff:192.0.2.2"})
    void oneThatIsIdleEnds(String address) throws Exception {
        start(internet, List.of(), DEAF, address.replace("::ffff:", ""));
        asAgent(IDLE, address);
        assertTrue(isConnected());

        cut();

        assertFalse(isConnected());
    }

    /** No socket owns it any more, so no rule about owners would hold what is still in its buffers. */
    @Test
    void oneThatWasClosedBeforeItCouldSendEverythingEndsUnsent() throws Exception {
        start(internet, List.of(), DEAF, "192.0.2.2");
        asAgent(FULL_AND_CLOSED, "192.0.2.2");
        assertTrue(isConnected());
        assumeTrue(
                host.require("ss", "--tcp", "--numeric", "--extended").contains("uid:61001"),
                "needs Linux 6.17, which still knows whose a closed connection was");

        cut();

        assertFalse(isConnected());
    }

    @Test
    void anotherUsersStays() throws Exception {
        start(internet, List.of(), DEAF, "192.0.2.2");
        start(host, List.of(), IDLE, "192.0.2.2");

        assertTrue(Firewalls.iptables(host, () -> true).cutConnections(POLICY).isEmpty());
        assertTrue(isConnected());
    }
}
