package dev.fishnet.cli.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.cli.CommandLineHarness.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands do, and do not, when the log cannot be written. */
@Timeout(60)
@Tag("S-62")
class UnwritableLogTest extends Operator {
    /** What others may have changed is no log to write into. */
    private void spoilTheLog() throws IOException {
        Files.setPosixFilePermissions(log.file(), PosixFilePermissions.fromString("rw-r--r--"));
    }

    static Stream<String> giving() {
        return Stream.of(
                "add-key --service openai --key " + KEY,
                "restore --yes COPY",
                "agent token claude",
                "agent accept claude",
                "agent add new_agent --apply",
                "firewall disable --agent-user agent_runner --apply");
    }

    /** Everything that is there to be changed, and the log spoiled. */
    private String[] prepared(String line) throws Exception {
        Path copy = Files.copy(vaultFile.path(), folder.resolve("copy.fnv"));
        configure("[agents.claude]\nupstreams = [\"openai\"]\nuser = \"agent_runner\"\n");
        addKey("--name", "there");
        harness().run("agent", "token", "claude");
        platform.users.runningAs(0);
        harness().run("firewall", "enable", "--agent-user", "agent_runner", "--apply");
        platform.users.runningAs(line.contains("--apply") ? 0 : uid);
        spoilTheLog();
        return line.replace("COPY", copy.toString()).split(" ", -1);
    }

    private List<String> state() throws Exception {
        return List.of(
                Files.getLastModifiedTime(vaultFile.path()).toString(),
                Files.readString(data.resolve("agent-tokens")),
                Files.readString(data.resolve("fishnet.toml")),
                Boolean.toString(Files.exists(data.resolve("backups"))),
                platform.firewall.inspect().toString());
    }

    @ParameterizedTest
    @MethodSource("giving")
    void whatGivesPowerIsNotDoneWithoutTheLog(String line) throws Exception {
        String[] words = prepared(line);
        List<String> before = state();

        Result result = harness().run(words);

        assertEquals(1, result.exitCode());
        assertTrue(result.err().contains("not done, because the log cannot be written: the books "), result::err);
        assertEquals(before, state());
    }

    /** All but what is itself in the file that cannot be written. */
    static Stream<String> givingElsewhere() {
        return giving().filter(line -> !line.equals("agent accept claude"));
    }

    @ParameterizedTest
    @MethodSource("givingElsewhere")
    void whatGivesPowerIsDoneWithoutTheLogWhereThatIsAskedFor(String line) throws Exception {
        String[] words = prepared(line);
        Files.writeString(
                data.resolve("fishnet.toml"), "[audit]\nwhen_unwritable = \"serve\"\n", StandardOpenOption.APPEND);

        Result result = harness().run(words);

        assertEquals(0, result.exitCode(), result::err);
        assertTrue(result.err().contains("warning: not in the log, which cannot be written: the books "), result::err);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "remove-key --yes there",
                "backup",
                "agent token claude --revoke all",
                "firewall enable --agent-user agent_runner --strict --apply"
            })
    void whatTakesPowerAwayIsDoneWithoutTheLogAndThatIsSaid(String line) throws Exception {
        String[] words = prepared(line);
        List<String> before = state();

        Result result = harness().run(words);

        assertEquals(1, result.exitCode());
        assertTrue(result.err().contains(" is not in the log, which cannot be written: the books "), result::err);
        assertNotEquals(before, state());
    }

    @Test
    void aWrongPasswordIsOneWhateverBecomesOfTheLog() throws Exception {
        spoilTheLog();

        Result result = harness().with("FISHNET_MASTER_PASSWORD", "wrong").run("list-keys");

        assertTrue(result.err().contains("unlock_failed is not in the log"), result::err);
        assertTrue(result.err().contains("invalid master password"), result::err);
    }
}
