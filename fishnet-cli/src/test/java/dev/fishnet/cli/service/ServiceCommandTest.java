package dev.fishnet.cli.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.cli.CommandLineHarness;
import dev.fishnet.cli.CommandLineHarness.Result;
import dev.fishnet.cli.FakePlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceCommandTest {
    private final FakePlatform platform = new FakePlatform();
    private final CommandLineHarness harness = CommandLineHarness.on(platform);

    @TempDir
    Path data;

    @BeforeEach
    void aVault() throws IOException {
        platform.dataDirectory = data.toString();
        Files.createFile(data.resolve("vault.fnv"));
    }

    /** Found in review: without a vault the service failed to start, and nothing said what was missing. */
    @Test
    void withoutAVaultTheCommandThatMakesOneIsNamed() throws IOException {
        Files.delete(data.resolve("vault.fnv"));

        Result result = harness.run("service", "install", "--apply");

        assertEquals(1, result.exitCode());
        assertTrue(result.err().contains("hint: first: sudo -u fishnet fishnet init"), result.err());
        assertEquals(
                "Service: not installed\n", harness.run("service", "status").out());
    }

    @Test
    void aDryRunShowsTheUnitAndTheCommands() {
        assertEquals(new Result(0, """
                        Dry-run: service install plan
                          unit path: /etc/pretend/fishnet.unit
                            user fishnet
                            data %s
                          apply commands:
                            sudo pretend-service install
                            sudo pretend-service start
                        Use --apply to execute (requires sudo).
                        """.formatted(data), ""), harness.run("service", "install"));
        assertEquals(
                "Service: not installed\n", harness.run("service", "status").out());
    }

    @Test
    void installingStartsIt() {
        Result result = harness.run("service", "install", "--apply");

        assertEquals(0, result.exitCode(), result.err());
        assertTrue(result.out().endsWith("""
                                Service installed at /etc/pretend/fishnet.unit
                                Fishnet will run as the dedicated system user (fishnet).
                                """), result.out());
        assertEquals(
                "Service: running, starts at boot\n",
                harness.run("service", "status").out());
        assertEquals(
                "{\"service\":\"installed\",\"running\":true,\"enabled\":true}\n",
                harness.run("service", "status", "--json").out());
    }

    @Test
    void stopGoesThroughTheServiceManagerAndTellsHowToStartAgain() {
        harness.run("service", "install", "--apply");

        assertEquals(
                new Result(0, "Fishnet stopped.\nStart it again with: sudo pretend-service start\n", ""),
                harness.run("stop"));
        assertEquals(
                "Service: stopped, starts at boot\n",
                harness.run("service", "status").out());
    }

    @Test
    void stoppingAServiceTakesRoot() {
        harness.run("service", "install", "--apply");
        platform.users.runningAs(1000);

        Result result = harness.run("stop");

        assertEquals(
                new Result(
                        1,
                        "",
                        "[fishnet] Fishnet runs as a service, which only root stops\n[fishnet] hint: sudo fishnet stop\n"),
                result);
    }

    @Test
    void uninstallingTakesItAway() {
        harness.run("service", "install", "--apply");

        Result result = harness.run("service", "uninstall", "--apply");

        assertTrue(result.out().endsWith("Service uninstalled.\n"), result.out());
        assertEquals(
                "Service: not installed\n", harness.run("service", "status").out());
    }

    @Test
    void statusSaysThatAServiceIsInstalledToWhoeverAsks() {
        harness.run("service", "install", "--apply");
        platform.users.runningAs(1000);

        Result result = harness.with("FISHNET_DATA_DIR", "/nowhere/at/all").run("status");

        assertEquals("Status: running\nService: installed, starts at boot\n", result.out());
    }
}
