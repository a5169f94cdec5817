package dev.fishnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.cli.CommandLineHarness.Result;
import dev.fishnet.testkit.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LauncherTest {
    private final CommandLineHarness harness = CommandLineHarness.on(new FakePlatform());

    @Test
    void helpListsEveryCommand() {
        Result help = harness.run("--help");

        assertEquals(0, help.exitCode());
        Golden.assertMatches("help.txt", help.out());
    }

    @ParameterizedTest
    @EnumSource
    void everyCommandExplainsItself(Noun noun) {
        Result help = harness.run(noun.command, "--help");

        assertEquals(0, help.exitCode());
        assertTrue(help.out().contains("Usage: fishnet " + noun.command), help.out());
        assertTrue(help.out().contains(noun.summary), help.out());
    }

    /** Found in review: two commands met a missing argument with a stack trace. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DEMO")
    void everyCommandSurvivesHavingNoArguments(Noun noun) {
        Result result = harness.with("FISHNET_DATA_DIR", "/nowhere/at/all").run(noun.command);

        assertTrue(result.exitCode() <= 3, result.err());
        assertFalse(result.err().contains("\tat "), result.err());
        assertFalse(result.err().contains("mistake in Fishnet"), result.err());
    }

    @Test
    void withoutACommandItSaysWhereToFindThem() {
        assertEquals(new Result(2, "", """
                        [fishnet] a command is needed
                        [fishnet] hint: 'fishnet --help' lists them, 'fishnet demo' shows them at work
                        """), harness.run());
    }

    @Test
    void anUnknownCommandIsWrongUsage() {
        Result result = harness.run("fierwall");

        assertEquals(2, result.exitCode());
        assertTrue(result.err().startsWith("[fishnet] unknown command 'fierwall'\n"), result.err());
    }

    @Test
    void anUnknownOptionIsWrongUsage() {
        Result result = harness.run("firewall", "enable", "--aply");

        assertEquals(2, result.exitCode());
        assertTrue(result.err().startsWith("[fishnet] unknown option '--aply'\n"), result.err());
        assertTrue(result.err().contains("hint: try 'fishnet firewall enable --help'"), result.err());
    }

    @ParameterizedTest
    @CsvSource({"SunOS", "Windows 11", "FreeBSD", "Linux2"})
    void anUnknownSystemStopsWithTheDocumentedMessage(String osName) {
        Result result = CommandLineHarness.onOs(osName).run("firewall", "enable", "--agent-user", "agent_runner");

        assertEquals(
                new Result(
                        1,
                        "",
                        "[fishnet] firewall command is not supported on this OS\n"
                                + "[fishnet] hint: Fishnet runs on Linux and macOS; this is " + osName + "\n"),
                result);
    }

    @ParameterizedTest
    @CsvSource({"Linux", "Mac OS X"})
    void aKnownSystemIsWired(String osName) {
        Result result = CommandLineHarness.onOs(osName).run("firewall", "--help");

        assertEquals(0, result.exitCode());
    }
}
