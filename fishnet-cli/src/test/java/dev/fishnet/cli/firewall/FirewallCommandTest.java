package dev.fishnet.cli.firewall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.cli.CommandLineHarness;
import dev.fishnet.cli.CommandLineHarness.Result;
import dev.fishnet.cli.FakePlatform;
import dev.fishnet.firewall.FirewallState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirewallCommandTest {
    private final FakePlatform platform = new FakePlatform();
    private final CommandLineHarness harness = CommandLineHarness.on(platform);

    @Test
    void aDryRunShowsThePlanAndDoesNothing() {
        Result result = harness.run("firewall", "enable", "--agent-user", "agent_runner");

        assertEquals(0, result.exitCode());
        assertEquals("""
                Firewall enable: dry-run
                  sudo pretend-filter lock 'LockedAgent[user=AgentUser[name=agent_runner, uid=1001, subordinateIds=SubordinateIds[ranges=[]]], loopback=Standard[]]'
                Re-run with --apply (or --apply-system) to execute.
                """, result.out());
        assertInstanceOf(FirewallState.Absent.class, platform.firewall.inspect());
    }

    @ParameterizedTest
    @CsvSource({"--apply", "--apply-system"})
    void applyingDoesThePlan(String flag) {
        Result result = harness.run("firewall", "enable", "--agent-user", "agent_runner", flag);

        assertEquals(new Result(0, """
                        Firewall enable: applying 1 command(s)
                        Firewall enable: complete.
                        """, ""), result);
        assertInstanceOf(FirewallState.Enforced.class, platform.firewall.inspect());
    }

    @Test
    void applyingTwiceHasNothingToDo() {
        harness.run("firewall", "enable", "--agent-user", "agent_runner", "--apply");

        Result again = harness.run("firewall", "enable", "--agent-user", "agent_runner", "--apply");

        assertEquals(new Result(0, "Firewall enable: no actions required.\n", ""), again);
    }

    @Test
    void disablingReleasesTheAgent() {
        harness.run("firewall", "enable", "--agent-user", "agent_runner", "--apply");

        Result result = harness.run("firewall", "disable", "--agent-user", "agent_runner", "--apply");

        assertEquals(new Result(0, """
                        Firewall disable: applying 1 command(s)
                        Firewall disable: complete.
                        """, ""), result);
        assertInstanceOf(FirewallState.Absent.class, platform.firewall.inspect());
    }

    @Test
    void theAgentIsWhoeverRunsItUnlessNamed() {
        Result result = harness.with("USER", "agent_runner").run("firewall", "enable");

        assertTrue(result.out().startsWith("Firewall enable: dry-run"), result.out());
        assertEquals(
                "[fishnet] warning: 'agent_runner' is the account you work as; its own network will be cut\n",
                result.err());
    }

    @Test
    void applyingWithoutRootIsRefusedBeforeAnythingIsDone() {
        platform.users.runningAs(1000);

        Result result = harness.run("firewall", "enable", "--agent-user", "agent_runner", "--apply");

        assertEquals(new Result(1, "", "[fishnet] --apply needs root\n[fishnet] hint: re-run with sudo\n"), result);
        assertInstanceOf(FirewallState.Absent.class, platform.firewall.inspect());
    }

    @Tag("S-04")
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "bad-user!|2|invalid unix username 'bad-user!': only alphanumeric, underscore, and hyphen are allowed",
                "$(reboot)|2|invalid unix username '$(reboot)': only alphanumeric, underscore, and hyphen are allowed",
                "1user|2|invalid unix username '1user': must start with a letter or underscore",
                "-o|2|invalid unix username '-o': must start with a letter or underscore",
                "abcdefghijklmnopqrstuvwxyz0123456|2|invalid unix username 'abcdefghijklmnopqrstuvwxyz0123456': must be 1-32 characters",
                "\"\"|2|invalid unix username '': must be 1-32 characters",
                "nobody_here|1|agent user 'nobody_here' does not exist",
                "root|2|'root' cannot be an agent user: no packet filter holds root",
                "toor|2|'toor' cannot be an agent user: it is root, whom no packet filter holds",
                "fishnet|2|'fishnet' cannot be an agent user: it runs Fishnet itself, which must reach the upstreams",
            })
    void aBadAgentUserIsRefusedAndNothingChanges(String name, int exitCode, String message) {
        platform.users.with("toor", 0);

        Result result = harness.run("firewall", "enable", "--agent-user", name, "--apply");

        assertEquals(exitCode, result.exitCode());
        assertEquals("[fishnet] " + message, result.err().lines().findFirst().orElseThrow());
        assertEquals("", result.out());
        assertInstanceOf(FirewallState.Absent.class, platform.firewall.inspect());
    }

    @Test
    void anAgentUserIsRequired() {
        Result result = harness.run("firewall", "enable");

        assertEquals(new Result(2, "", "[fishnet] agent user is required (--agent-user)\n"), result);
    }
}
