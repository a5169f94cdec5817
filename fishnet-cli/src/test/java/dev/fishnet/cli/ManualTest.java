package dev.fishnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.cli.CommandLineHarness.Result;
import dev.fishnet.cli.manual.Manual;
import dev.fishnet.error.FishnetException;
import dev.fishnet.testkit.Golden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class ManualTest {
    private final CommandLineHarness harness = CommandLineHarness.on(new FakePlatform());

    @TempDir
    Path folder;

    private Path written() throws FishnetException, IOException {
        new Manual(harness.everything(), "fishnet 1.0", "2026-11-21").write(folder);
        return folder;
    }

    @Test
    void thePageOfTheFirewallSaysWhatItsHelpSays() throws Exception {
        Golden.assertMatches(
                "manual/fishnet-firewall.1", Files.readString(written().resolve("man1/fishnet-firewall.1")));
    }

    @ParameterizedTest
    @EnumSource
    void everyVerbAndOptionOfACommandIsInItsPage(Noun noun) throws Exception {
        String page = Files.readString(written().resolve("man1/fishnet-" + noun.command + ".1"));

        CommandSpec command = Objects.requireNonNull(
                        harness.everything().subcommands().get(noun.command))
                .getCommandSpec();
        for (String word : words(command)) {
            assertTrue(page.contains(word.replace("-", "\\-")), word + " is not in\n" + page);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fishnet", "_fishnet", "fishnet.fish"})
    void everyVerbAndOptionCanBeCompleted(String script) throws Exception {
        String text = Files.readString(written().resolve("completions").resolve(script));

        for (String word : words(harness.everything())) {
            // fish has no dashes before an option's name
            String wanted = script.endsWith(".fish") ? word.replaceFirst("^-+", "") : word;
            assertTrue(text.contains(wanted), wanted + " is not in " + script);
        }
    }

    /** Every name below a command: verbs and options, theirs too. */
    private static List<String> words(CommandSpec command) {
        List<String> words = new ArrayList<>();
        for (OptionSpec option : command.options()) {
            words.addAll(List.of(option.names()));
        }
        for (CommandLine verb : command.subcommands().values()) {
            words.add(verb.getCommandName());
            words.addAll(words(verb.getCommandSpec()));
        }
        return words;
    }

    @ParameterizedTest
    @CsvSource({"bash, complete -F", "zsh, #compdef fishnet", "fish, complete -c fishnet"})
    void completionIsPrintedForAShell(String shell, String wanted) {
        Result result = harness.run("completion", shell);

        assertEquals(0, result.exitCode());
        assertTrue(result.out().contains(wanted), result.out());
    }

    @Test
    void bashTakesTheScriptAndCompletesAVerb() throws Exception {
        Path script = written().resolve("completions/fishnet");
        Process bash = new ProcessBuilder(
                        "bash",
                        "-c",
                        "source " + script + "; COMP_WORDS=(fishnet firewall en); COMP_CWORD=2; "
                                + "_complete_fishnet; echo \"${COMPREPLY[*]}\"")
                .redirectErrorStream(true)
                .start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertTrue(bash.waitFor(10, TimeUnit.SECONDS));
        assertEquals("enable", said.strip());
    }
}
