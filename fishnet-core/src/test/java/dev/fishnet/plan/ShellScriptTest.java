package dev.fishnet.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.fishnet.process.Command;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellScriptTest {
    private static List<String> render(Step... steps) {
        return ShellScript.render(new ChangePlan("Test", List.of(steps)));
    }

    static Stream<Arguments> words() {
        return Stream.of(
                Arguments.of("plain", "plain"),
                Arguments.of("--wait", "--wait"),
                Arguments.of("-n", "-n"),
                Arguments.of("/etc/pf.conf", "/etc/pf.conf"),
                Arguments.of("a@b:c,d=e+f%g_h.i", "a@b:c,d=e+f%g_h.i"),
                Arguments.of("", "''"),
                Arguments.of("two words", "'two words'"),
                Arguments.of("it's", "'it'\\''s'"),
                Arguments.of("\"double\"", "'\"double\"'"),
                Arguments.of("$HOME `id` $(id)", "'$HOME `id` $(id)'"),
                Arguments.of("a;b|c&d>e<f", "'a;b|c&d>e<f'"),
                Arguments.of("back\\slash", "'back\\slash'"),
                Arguments.of("*", "'*'"),
                Arguments.of("~", "'~'"),
                Arguments.of("#no", "'#no'"),
                Arguments.of("!1", "'!1'"),
                Arguments.of("grüße 漢字 🐟", "'grüße 漢字 🐟'"),
                Arguments.of("one\ntwo", "$'one\\x0atwo'"),
                Arguments.of("tab\there's a \\", "$'tab\\x09here\\'s a \\\\'"),
                Arguments.of("\u001b[2J", "$'\\x1b[2J'"),
                Arguments.of("\u009b2J", "$'\\xc2\\x9b2J'"));
    }

    @ParameterizedTest
    @Tag("S-04")
    @MethodSource("words")
    void anArgumentIsOneWordWhateverItHolds(String word, String quoted) {
        assertEquals("sudo printf " + quoted, ShellScript.oneLine(Command.of("printf", word)));
    }

    @Test
    void aCommandIsRunAsRoot() {
        assertEquals(List.of("sudo pfctl -E"), render(Step.Run.of(Command.of("pfctl", "-E"))));
    }

    @Test
    void theUndoIsNotShown() {
        assertEquals(List.of("sudo true"), render(Step.Run.of(Command.of("true"), Command.of("false"))));
    }

    static Stream<Arguments> inputs() {
        return Stream.of(
                Arguments.of("one\ntwo\n", "printf '%s\\n' \\\n  'one' \\\n  'two' | sudo cat"),
                Arguments.of("one\ntwo", "printf '%s\\n%s' \\\n  'one' \\\n  'two' | sudo cat"),
                Arguments.of("one", "printf '%s' \\\n  'one' | sudo cat"),
                Arguments.of("one\n\n", "printf '%s\\n' \\\n  'one' \\\n  '' | sudo cat"),
                Arguments.of("\n", "printf '%s\\n' \\\n  '' | sudo cat"),
                Arguments.of("", "printf '%s' \\\n  '' | sudo cat"),
                Arguments.of("-n %s\n", "printf '%s\\n' \\\n  '-n %s' | sudo cat"),
                Arguments.of("cr\r\n", "printf '%s\\n' \\\n  $'cr\\x0d' | sudo cat"));
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void inputIsPrintedLineByLine(String input, String expected) {
        assertEquals(List.of(expected), render(Step.Run.of(Command.of("cat").withInput(input))));
    }

    @Test
    @Tag("S-16")
    void aFileHasItsOwnerAndModeBeforeItHasItsContent() {
        Step file = new Step.WriteFile("/etc/x y", "text\n", new FileMode("root", "wheel", 0640));

        assertEquals(List.of("""
                        sudo install -o root -g wheel -m 0640 /dev/null '/etc/x y.new' && \\
                        printf '%s\\n' \\
                          'text' | sudo tee '/etc/x y.new' > /dev/null && \\
                        sudo mv -f '/etc/x y.new' '/etc/x y'"""), render(file));
    }

    @Test
    void whatACommandPrintsIsShownAndKeptInAFileThatWasClosedBefore() {
        Step kept = new Step.Capture(Command.of("pfctl", "-E"), "/var/run/t", new FileMode("root", "wheel", 0600));

        assertEquals(List.of("""
                        sudo install -o root -g wheel -m 0600 /dev/null /var/run/t.new && \\
                        sudo pfctl -E 2>&1 | sudo tee /var/run/t.new && \\
                        sudo mv -f /var/run/t.new /var/run/t"""), render(kept));
    }

    @Test
    void aCommandThatMayFailEndsNoScript() {
        assertEquals(List.of("sudo pfctl -X 42 || true"), render(new Step.Attempt(Command.of("pfctl", "-X", "42"))));
    }

    @Test
    void aFileIsRemoved() {
        assertEquals(List.of("sudo rm -f /etc/x"), render(new Step.RemoveFile("/etc/x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb\n", "a\nb", "a\n\n\nb\n"})
    void nothingChangesWhenEveryLineIsIndented(String input) {
        String command = render(Step.Run.of(Command.of("cat").withInput(input))).getFirst();

        assertFalse(command.lines().limit(command.lines().count() - 1).anyMatch(line -> !line.endsWith("\\")));
    }
}
