package dev.fishnet.cli.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.cli.CommandLineHarness;
import dev.fishnet.cli.CommandLineHarness.Result;
import dev.fishnet.cli.FakePlatform;
import org.junit.jupiter.api.Test;

class ServiceCommandTest {
    private final FakePlatform platform = new FakePlatform();
    private final CommandLineHarness harness = CommandLineHarness.on(platform);

    @Test
    void aDryRunShowsTheUnitAndTheCommands() {
        assertEquals(new Result(0, """
                        Dry-run: service install plan
                          unit path: /etc/pretend/fishnet.unit
                            user fishnet
                            data /var/lib/fishnet
                          apply commands:
                            sudo pretend-service install
                            sudo pretend-service start
                        Use --apply to execute (requires sudo).
                        """, ""), harness.run("service", "install"));
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
