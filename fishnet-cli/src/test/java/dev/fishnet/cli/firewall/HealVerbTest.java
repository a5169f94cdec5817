package dev.fishnet.cli.firewall;

import static dev.fishnet.cli.CommandLineHarness.NOT_IN_THE_LOG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.cli.CommandLineHarness;
import dev.fishnet.cli.CommandLineHarness.Result;
import dev.fishnet.cli.FakePlatform;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallState;
import dev.fishnet.storage.CommandLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the watch runs, and what a person sees who runs it; and that commands take turns. */
@Timeout(30)
class HealVerbTest {
    private static final String LOCK =
            "pretend-filter lock 'LockedAgent[user=AgentUser[name=agent_runner, uid=1001, subordinateIds=SubordinateIds[ranges=[]]], loopback=Standard[]]'";

    @TempDir
    Path folder;

    private final FakePlatform platform = new FakePlatform();
    private final CommandLineHarness harness = CommandLineHarness.on(platform);

    private Result enable() {
        return harness.run("firewall", "enable", "--agent-user", "agent_runner", "--apply");
    }

    @Test
    @Tag("S-27")
    void whatWasFlushedIsPutBackAndSaid() {
        enable();
        platform.firewall.flush();

        assertEquals(
                new Result(
                        0,
                        """
                        Firewall heal: applying 1 command(s)
                        Firewall heal: complete.
                        """,
                        "[fishnet] the lockdown was not in force: nothing holds agent_runner\n" + NOT_IN_THE_LOG),
                harness.run("firewall", "heal", "--apply"));
        assertInstanceOf(FirewallState.Enforced.class, platform.firewall.inspect());
    }

    /** Found in review: what an agent opened while the rules were gone went on after they were back. */
    @Test
    void whatWasOpenedWhileTheRulesWereGoneEnds() {
        enable();
        platform.firewall.flush();
        platform.firewall.openConnection();

        assertEquals(0, harness.run("firewall", "heal", "--apply").exitCode());
        assertEquals(0, platform.firewall.connections());
    }

    @Test
    void aDryRunShowsWhatWouldBePutBack() {
        enable();
        platform.firewall.flush();

        assertEquals(
                new Result(
                        0,
                        """
                        Firewall heal: dry-run
                          sudo %s
                        Re-run with --apply (or --apply-system) to execute.
                        """.formatted(LOCK),
                        "[fishnet] the lockdown was not in force: nothing holds agent_runner\n"),
                harness.run("firewall", "heal"));
        assertInstanceOf(FirewallState.Drifted.class, platform.firewall.inspect());
    }

    @Test
    void whatIsWholeNeedsNothing() {
        Result nothing = new Result(0, "Firewall heal: no actions required.\n", "");
        assertEquals(nothing, harness.run("firewall", "heal", "--apply"));
        enable();
        assertEquals(nothing, harness.run("firewall", "heal", "--apply"));
    }

    @Test
    void onlyRootPutsBack() {
        platform.users.runningAs(1000);

        assertEquals(
                new Result(1, "", "[fishnet] --apply needs root\n[fishnet] hint: re-run with sudo\n"),
                harness.run("firewall", "heal", "--apply"));
    }

    @Test
    void aLockdownWithoutAWatchIsBetterThanNone() {
        platform.firewall.refuseWatch(new FishnetException(
                ErrorKind.DENIED, "others than root can change /opt/java", "install one that is root's"));

        assertEquals(
                new Result(
                        0,
                        """
                        Firewall enable: applying 1 command(s)
                        Firewall enable: complete.
                        """,
                        "[fishnet] note: no watch over the rules, so nobody puts back what another program flushes:"
                                + " others than root can change /opt/java (install one that is root's)\n"
                                + NOT_IN_THE_LOG),
                enable());
        assertInstanceOf(FirewallState.Enforced.class, platform.firewall.inspect());
    }

    @Test
    void commandsThatChangeSomethingTakeTurns() throws FishnetException {
        Path file = folder.resolve("lock");
        platform.firewallLock = Optional.of(file.toString());
        CommandLock other = CommandLock.acquire(file, Duration.ZERO, () -> {});
        CompletableFuture.delayedExecutor(1500, TimeUnit.MILLISECONDS).execute(other::close);

        Result result = enable();

        assertEquals(0, result.exitCode(), result::toString);
        assertEquals("[fishnet] waiting for another 'fishnet firewall' to end\n" + NOT_IN_THE_LOG, result.err());
    }

    @Test
    void whoOnlyLooksWaitsForNobody() throws FishnetException {
        Path file = folder.resolve("lock");
        platform.firewallLock = Optional.of(file.toString());
        assertEquals(0, harness.run("firewall", "heal").exitCode());
        assertEquals(
                0,
                harness.run("firewall", "enable", "--agent-user", "agent_runner")
                        .exitCode());
        assertFalse(Files.exists(file));
    }

    @Test
    void theTurnEndsWithACommandThatFails() throws FishnetException {
        Path file = folder.resolve("lock");
        platform.firewallLock = Optional.of(file.toString());
        assertEquals(
                1,
                harness.run("firewall", "disable", "--agent-user", "nobody_here", "--apply")
                        .exitCode());

        CommandLock.acquire(file, Duration.ZERO, () -> {}).close();
        assertTrue(Files.exists(file));
    }

    @Test
    void aTurnThatCannotBeTakenChangesNothing() {
        platform.firewallLock = Optional.of(folder.resolve("none/lock").toString());

        Result result = enable();

        assertEquals(1, result.exitCode(), result::toString);
        assertTrue(result.err().startsWith("[fishnet] cannot lock "), result::err);
        assertInstanceOf(FirewallState.Absent.class, platform.firewall.inspect());
    }
}
