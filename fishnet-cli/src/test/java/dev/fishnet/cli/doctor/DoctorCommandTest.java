package dev.fishnet.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.cli.CommandLineHarness;
import dev.fishnet.cli.CommandLineHarness.Result;
import dev.fishnet.cli.FakePlatform;
import dev.fishnet.isolation.Observation;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.SubordinateIds.Range;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("S-25")
class DoctorCommandTest {
    private final FakePlatform platform = new FakePlatform();
    private final CommandLineHarness harness = CommandLineHarness.on(platform);

    private void lockDown(String agent) {
        assertEquals(
                0,
                harness.run("firewall", "enable", "--agent-user", agent, "--apply")
                        .exitCode());
    }

    @Test
    void nothingIsOpenOnAMachineThatHolds() {
        lockDown("agent_runner");

        assertEquals(new Result(0, """
                        Fishnet doctor report:
                          [PASS] agent_account  'agent_runner' is an ordinary account, uid 1001
                          [PASS] lockdown  'agent_runner' reaches loopback only
                          [PASS] agent_groups  'agent_runner' is in no group that carries power
                          [PASS] daemon_user  the daemon runs as 'fishnet'
                        """, ""), harness.run("doctor"));
    }

    @Test
    void whatIsOpenStandsWithItsRemedyAndTheExitCodeSaysSo() {
        lockDown("agent_runner");
        platform.isolation
                .with(Observation.open("agent_groups", "'agent_runner' is in group docker", "sudo gpasswd -d a docker"))
                .with(Observation.unseen("sudo_rules", "only root may ask", "sudo fishnet doctor"));

        Result result = harness.run("doctor", "--agent-user", "agent_runner");

        assertEquals(3, result.exitCode());
        assertEquals("[fishnet] doctor found 1 failing check(s)\n", result.err());
        assertTrue(result.out().endsWith("""
                  [OPEN] agent_groups  'agent_runner' is in group docker
                         sudo gpasswd -d a docker
                  [????] sudo_rules  only root may ask
                         sudo fishnet doctor
                """), result.out());
    }

    @Test
    void whatCannotBeSeenIsNoFailure() {
        lockDown("agent_runner");
        platform.isolation.with(Observation.unseen("sudo_rules", "only root may ask", "sudo fishnet doctor"));

        assertEquals(0, harness.run("doctor").exitCode());
    }

    @Test
    void jsonHoldsTheSame() {
        lockDown("agent_runner");
        platform.isolation.with(Observation.open("cron_jobs", "a \"job\" \\ of\nits own", "sudo rm 'x'"));

        Result result = harness.run("doctor", "--json");

        assertEquals(3, result.exitCode());
        assertTrue(result.out().startsWith("[{\"check\":\"agent_account\",\"verdict\":\"good\","), result.out());
        assertTrue(
                result.out()
                        .endsWith(",{\"check\":\"cron_jobs\",\"verdict\":\"open\","
                                + "\"detail\":\"a \\\"job\\\" \\\\ of?its own\",\"remedy\":\"sudo rm 'x'\"}]\n"),
                result.out());
    }

    @Test
    void withoutALockedDownAgentThatIsTheFault() {
        Result result = harness.run("doctor");

        assertEquals(3, result.exitCode());
        assertTrue(result.out().contains("""
                  [OPEN] lockdown  no agent is locked down
                         sudo fishnet firewall enable --agent-user AGENT --apply
                """), result.out());
    }

    @Test
    void anAgentThatIsNotLockedDownIsNamed() {
        platform.users.with("other", 1002);
        lockDown("other");

        Result result = harness.run("doctor", "--agent-user", "agent_runner", "--agent-user", "other");

        assertEquals(3, result.exitCode());
        assertTrue(result.out().contains("[OPEN] lockdown  'agent_runner' is not locked down"), result.out());
        assertTrue(result.out().contains("[PASS] lockdown  'other' reaches loopback only"), result.out());
    }

    @Test
    void subordinateUidsGivenAfterTheLockdownAreAWayAroundIt() {
        lockDown("agent_runner");
        platform.users.with("agent_runner", 1001, new SubordinateIds(List.of(new Range(100_000, 165_535))));

        Result stale = harness.run("doctor");
        lockDown("agent_runner");

        assertTrue(
                stale.out().contains("[OPEN] lockdown  'agent_runner' is locked down with other uids than it has now"),
                stale.out());
        assertTrue(harness.run("doctor").out().contains("its 1 range(s) of subordinate uids too"));
    }

    @Test
    void everyLockedDownAgentIsLookedAtUnlessOneIsNamed() {
        platform.users.with("other", 1002);
        lockDown("agent_runner");
        lockDown("other");

        harness.run("doctor");

        assertEquals(2, platform.isolation.agents().size());
    }

    @ParameterizedTest
    @CsvSource({"root, is root", "toor, is root", "fishnet, runs Fishnet itself"})
    void anAccountThatCannotBeAnAgentIsTheFault(String name, String why) {
        platform.users.with("toor", 0);

        Result result = harness.run("doctor", "--agent-user", name);

        assertEquals(3, result.exitCode());
        assertTrue(result.out().contains("[OPEN] agent_account  '" + name + "' " + why), result.out());
    }

    @ParameterizedTest
    @CsvSource({
        "nobody_here, 1, agent user 'nobody_here' does not exist",
        "$(reboot),   2, 'invalid unix username ''$(reboot)'': only alphanumeric, underscore, and hyphen are allowed'"
    })
    void aNameThatIsNobodysIsAnError(String name, int exitCode, String message) {
        Result result = harness.run("doctor", "--agent-user", name);

        assertEquals(exitCode, result.exitCode());
        assertEquals("[fishnet] " + message, result.err().lines().findFirst().orElseThrow());
        assertEquals("", result.out());
    }
}
