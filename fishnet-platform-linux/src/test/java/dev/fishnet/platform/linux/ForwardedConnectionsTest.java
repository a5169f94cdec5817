package dev.fishnet.platform.linux;

import static dev.fishnet.testkit.FirewallPortContract.lockdown;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** Found in review: the answer of a container belongs to no socket of the machine that forwards it. */
@Tag("S-02")
@Execution(ExecutionMode.CONCURRENT)
class ForwardedConnectionsTest {
    private static final AgentUser AGENT = new AgentUser(new UserName("agent_runner"), 61_001, SubordinateIds.NONE);

    private static final String SERVER = """
            import socket
            listener = socket.create_server(('::', 8000), family=socket.AF_INET6, dualstack_ipv6=True)
            print('listening', flush=True)
            while True: listener.accept()
            """;

    private Neighbours neighbours;
    private Host container;

    @BeforeEach
    void connect() {
        neighbours = Neighbours.create();
        container = Host.create();
        neighbours.host().forwardFor(container);
        neighbours.internet().require("ip", "route", "add", "198.51.100.0/24", "via", "192.0.2.1");
        neighbours.internet().require("ip", "-6", "route", "add", "2001:db8:1::/64", "via", "2001:db8::1");
    }

    @AfterEach
    void disconnect() {
        neighbours.close();
        container.close();
    }

    @ParameterizedTest
    @CsvSource({
        "iptables, 198.51.100.2",
        "iptables, 2001:db8:1::2",
        "nftables, 198.51.100.2",
        "nftables, 2001:db8:1::2",
    })
    void aContainerIsReachedThroughAMachineWithALockdown(String backend, String address) throws Exception {
        Host host = neighbours.host();
        PacketFilter filter = backend.equals("nftables") ? new NftFilter(host) : new IptablesFilter(host, () -> true);
        Process server = new ProcessBuilder(container.inside(List.of("/usr/bin/python3", "-c", SERVER))).start();
        try {
            assertEquals("listening", server.inputReader(StandardCharsets.UTF_8).readLine());
            assertTrue(Eventually.isTrue(() -> reaches(address)));

            new PlanRunner(host, new InMemoryFiles())
                    .apply(Firewalls.of(host, filter).enable(lockdown(AGENT)));

            assertTrue(reaches(address));
        } finally {
            server.destroyForcibly().waitFor();
        }
    }

    private boolean reaches(String address) {
        return neighbours
                .internet()
                .ask("timeout", "1", "bash", "-c", "exec 3<>/dev/tcp/" + address + "/8000")
                .succeeded();
    }
}
