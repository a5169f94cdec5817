package dev.fishnet.cli.firewall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.cli.CommandLineHarness;
import dev.fishnet.cli.CommandLineHarness.Result;
import dev.fishnet.cli.FakePlatform;
import dev.fishnet.firewall.escape.Expectation;
import dev.fishnet.firewall.escape.Finding;
import dev.fishnet.firewall.escape.Verdict;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifyCommandTest {
    private final FakePlatform platform = new FakePlatform();
    private final CommandLineHarness harness = CommandLineHarness.on(platform);

    @Test
    @Tag("S-26")
    void aLockdownThatHoldsPassesAndSaysWhatItCannotHold() {
        lockDown();

        Result result = harness.run("firewall", "verify");

        assertEquals(new Result(0, """
                Tried as 'agent_runner', uid 1001, standard:

                  the rules           blocked     rules connections
                  directly            blocked     tcp4

                The lockdown holds: 3 blocked, 0 open, 0 not possible here

                No packet filter closes these; 'sudo fishnet doctor' looks for them:
                  - what no packet filter closes
                """, ""), result);
        assertEquals(3777, platform.escapes.gatewayPort());
    }

    @ParameterizedTest
    @CsvSource({
        "BLOCKED, BLOCKED,    0",
        "BLOCKED, OPEN,       3",
        "BLOCKED, IMPOSSIBLE, 0",
        "BLOCKED, BROKEN,     3",
        "OPEN,    OPEN,       0",
        "OPEN,    BLOCKED,    0",
        "WORKS,   WORKS,      0",
        "WORKS,   BROKEN,     3",
        "WORKS,   IMPOSSIBLE, 0"
    })
    @Tag("S-26")
    void whatIsFoundDecidesTheExitStatus(Expectation expected, Verdict verdict, int exitCode) {
        lockDown();
        platform.escapes.with(new Finding("x", "g", "a way", expected, verdict, "203.0.113.1:9", "because"));

        Result result = harness.run("firewall", "verify", "--agent-user", "agent_runner", "--json");

        assertEquals(exitCode, result.exitCode(), result::toString);
        assertTrue(
                result.out()
                        .contains("\"id\":\"x\",\"group\":\"g\",\"attempt\":\"a way\",\"expected\":\"" + expected.word()
                                + "\",\"verdict\":\"" + verdict.word() + "\""),
                result::out);
    }

    @Test
    @Tag("S-26")
    void somebodyWhoIsNotLockedDownFailsWhateverTheTrialsSay() {
        Result result = harness.run("firewall", "verify", "--agent-user", "agent_runner");

        assertEquals(3, result.exitCode());
        assertTrue(result.out().contains("no rules of Fishnet are loaded"), result.out());
    }

    @Test
    @Tag("S-26")
    void uidsThatTheAccountGotSinceAreFound() {
        lockDown();
        platform.users.with("agent_runner", 1002);

        Result result = harness.run("firewall", "verify", "--agent-user", "agent_runner");

        assertEquals(3, result.exitCode());
        assertTrue(result.out().contains("the account has uids now that the rules do not name"), result.out());
    }

    @Test
    void withoutRootNothingIsTried() {
        lockDown();
        platform.users.runningAs(1000);

        Result result = harness.run("firewall", "verify");

        assertEquals(new Result(1, "", "[fishnet] verify needs root\n[fishnet] hint: re-run with sudo\n"), result);
        assertTrue(platform.escapes.asked().isEmpty());
    }

    @Test
    void withNobodyLockedDownTheAgentMustBeNamed() {
        assertEquals(new Result(2, "", """
                        [fishnet] nobody is locked down
                        [fishnet] hint: name the account to try as: --agent-user NAME
                        """), harness.run("firewall", "verify"));
    }

    private void lockDown() {
        harness.run("firewall", "enable", "--agent-user", "agent_runner", "--apply");
    }
}
