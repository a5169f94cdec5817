package dev.fishnet.cli.firewall;

import static dev.fishnet.cli.CommandLineHarness.NOT_IN_THE_LOG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.cli.CommandLineHarness;
import dev.fishnet.cli.CommandLineHarness.Result;
import dev.fishnet.cli.FakePlatform;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.FirewallState;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.firewall.LoopbackAccess;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
                        """, NOT_IN_THE_LOG), result);
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
                        """, NOT_IN_THE_LOG), result);
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

    @Test
    void strictLeavesTheGatewaysPortAndThoseThatAreAllowed() {
        Result result = harness.run(
                "firewall", "enable", "--agent-user", "agent_runner", "--strict", "--allow-port", "5432", "--apply");

        assertEquals(0, result.exitCode(), result::toString);
        assertEquals(
                new FirewallState.Enforced(new Lockdown(List.of(new LockedAgent(
                        new AgentUser(new UserName("agent_runner"), 1001, SubordinateIds.NONE),
                        new LoopbackAccess.Strict(3777, new TreeSet<>(Set.of(5432))))))),
                platform.firewall.inspect());
    }

    @Test
    void strictTakesTheGatewaysPortFromTheConfiguration() {
        Result result = harness.with("FISHNET_PORT", "4000")
                .run("firewall", "enable", "--agent-user", "agent_runner", "--strict");

        assertTrue(result.out().contains("Strict[gatewayPort=4000, allowedPorts=[]]"), result::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--allow-port 5432|--allow-port needs --strict: without it all of loopback is open but name resolution",
                "--strict --allow-port 0|--allow-port: not a port: 0",
                "--strict --allow-port 65536|--strict: not a port: 65536",
                "--strict --allow-port 08080|--allow-port: not a port: 08080",
                "--strict --allow-port 80-90|--allow-port: not a port: 80-90",
                "--strict --allow-port http|--allow-port: not a port: http",
                "--strict --allow-port 53|--strict: port 53 resolves names, which carry data out",
                "--strict --allow-port 3777|--strict: port 3777 is the gateway's, and open already",
                "--backend ipchains|'ipchains' is no back end: auto, iptables or nftables",
                "--backend IPTABLES|'IPTABLES' is no back end: auto, iptables or nftables",
            })
    void aLockdownThatCannotBeMeantIsRefusedAndNothingChanges(String options, String message) {
        List<String> arguments = new ArrayList<>(List.of("firewall", "enable", "--agent-user", "agent_runner"));
        arguments.addAll(List.of(options.split(" ", -1)));
        arguments.add("--apply");

        Result result = harness.run(arguments.toArray(String[]::new));

        assertEquals(2, result.exitCode(), result::toString);
        assertEquals("[fishnet] " + message + "\n[fishnet] hint: try 'fishnet firewall enable --help'\n", result.err());
        assertInstanceOf(FirewallState.Absent.class, platform.firewall.inspect());
    }

    @Test
    void disablingTakesWhatItWasEnabledWith() {
        harness.run("firewall", "enable", "--agent-user", "agent_runner", "--strict", "--apply");

        Result result = harness.run(
                "firewall", "disable", "--agent-user", "agent_runner", "--strict", "--backend", "nftables", "--apply");

        assertEquals(0, result.exitCode(), result::toString);
        assertInstanceOf(FirewallState.Absent.class, platform.firewall.inspect());
    }

    @Test
    void connectionsFromBeforeEndWithTheLockdown() {
        platform.firewall.openConnection();
        platform.firewall.openConnection();

        Result result = harness.run("firewall", "enable", "--agent-user", "agent_runner", "--apply");

        assertEquals("Firewall enable: applying 3 command(s)\nFirewall enable: complete.\n", result.out());
        assertEquals(0, platform.firewall.connections());
    }

    @Test
    void whoIsNoLongerToBeStrictIsNotLoosenedWithoutAWord() {
        harness.run("firewall", "enable", "--agent-user", "agent_runner", "--strict", "--apply");

        Result result = harness.run("firewall", "enable", "--agent-user", "agent_runner", "--apply");

        assertEquals(
                "[fishnet] warning: 'agent_runner' was strict, and is to have all of loopback now; --strict keeps it\n"
                        + NOT_IN_THE_LOG,
                result.err());
    }

    @Test
    void theStatusNamesWhoIsLockedDown() {
        harness.run("firewall", "enable", "--agent-user", "agent_runner", "--apply");

        assertEquals(new Result(0, """
                        Lockdown: enforced
                          agent_runner  standard: loopback, but no name resolution
                        """, ""), harness.run("firewall", "status"));
    }

    @Test
    void theStatusOfSomebodyWhoIsNotLockedDownIsNotGood() {
        assertEquals(new Result(3, """
                        Lockdown: absent. No rules of Fishnet are loaded.
                          agent_runner  not locked down
                        """, ""), harness.run("firewall", "status", "--agent-user", "agent_runner"));
    }
}
