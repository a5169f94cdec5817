package dev.fishnet.cli.firewall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.cli.CommandLineHarness;
import dev.fishnet.cli.CommandLineHarness.Result;
import dev.fishnet.cli.FakePlatform;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.FirewallState;
import dev.fishnet.firewall.LoopbackAccess;
import dev.fishnet.user.UserName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the configuration says where the command line says nothing. */
class ConfiguredLockdownTest {
    @TempDir
    Path data;

    private final FakePlatform platform = new FakePlatform();

    @BeforeEach
    void setUp() throws Exception {
        Files.writeString(data.resolve("fishnet.toml"), """
                [gateway]
                port = 4000
                [firewall]
                strict = true
                allow_ports = [5432]
                """);
    }

    @Test
    void withoutOptionsTheLockdownIsAsConfigured() throws Exception {
        assertEquals(0, enable().exitCode());
        assertEquals(new LoopbackAccess.Strict(4000, new TreeSet<>(List.of(5432))), loopback());
    }

    @Test
    void portsOnTheCommandLineTakeThePlaceOfThoseConfigured() throws Exception {
        assertEquals(0, enable("--allow-port", "6000").exitCode());
        assertEquals(new LoopbackAccess.Strict(4000, new TreeSet<>(List.of(6000))), loopback());
    }

    @Test
    void aConfigurationWithAnErrorLocksNobodyDownByHalf() throws Exception {
        Files.writeString(data.resolve("fishnet.toml"), "[firewall]\nstrikt = true\n");

        Result result = enable();

        assertEquals(2, result.exitCode());
        assertTrue(result.err().contains(":2: unknown key 'firewall.strikt'"), result.err());
        assertEquals(new FirewallState.Absent(), platform.firewall.inspect());
    }

    private Result enable(String... options) {
        String[] words = {"firewall", "enable", "--agent-user", "agent_runner", "--apply"};
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of(options));
        return CommandLineHarness.on(platform)
                .with("FISHNET_DATA_DIR", data.toString())
                .run(all.toArray(String[]::new));
    }

    private LoopbackAccess loopback() throws Exception {
        FirewallState.Enforced enforced = (FirewallState.Enforced) platform.firewall.inspect();
        Lockdown lockdown = enforced.policy();
        return lockdown.find(new UserName("agent_runner")).orElseThrow().loopback();
    }
}
