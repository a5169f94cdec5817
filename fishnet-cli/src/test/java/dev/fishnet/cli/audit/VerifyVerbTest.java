package dev.fishnet.cli.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.audit.Action;
import dev.fishnet.audit.AuditEntry;
import dev.fishnet.cli.CommandLineHarness;
import dev.fishnet.cli.FakePlatform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class VerifyVerbTest {
    @TempDir
    Path temp;

    @Test
    void saysWhatIsSignedAndWhatIsNot() throws Exception {
        WrittenLog log = WrittenLog.in(temp, 30);
        log.grow(30, 300);
        log.append(new AuditEntry.Act(WrittenLog.START, Action.SERVICE_STOPPED, OptionalLong.empty(), "", ""));

        CommandLineHarness.Result result = log.run("audit", "verify");

        assertEquals(new CommandLineHarness.Result(0, """
                ok: 301 entries, as they were written
                log:         dev.fishnet/log/0123456789abcdef, by the key that it names itself; --key takes yours
                checkpoints: 2 kept, all good
                signed:      300 entries; no signature covers the one after them yet
                """, ""), result);
    }

    @Test
    void anAuditorBringsKeyAndCheckpoint() throws Exception {
        WrittenLog log = WrittenLog.in(temp, 30);
        Path key = Files.writeString(
                temp.resolve("key"), log.run("audit", "checkpoint", "--key").out());
        Path kept = Files.writeString(
                temp.resolve("kept"), log.run("audit", "checkpoint").out());
        log.grow(30, 50);

        CommandLineHarness.Result result =
                log.run("audit", "verify", "--key", key.toString(), "--checkpoint", kept.toString());

        assertEquals(new CommandLineHarness.Result(0, """
                ok: 50 entries, as they were written
                log:         dev.fishnet/log/0123456789abcdef, by the key that you gave
                checkpoints: 2 kept, all good
                signed:      50 entries, which is all of it
                yours:       30 entries are those of the newest checkpoint of yours that fits
                unfinished:  1 request has no outcome, from entry 49: under way now, or cut off when the gateway was killed
                """, ""), result);
    }

    @Test
    @Tag("S-58")
    void whatWasCutOffIsFoundByACheckpointKeptElsewhere() throws Exception {
        WrittenLog log = WrittenLog.in(temp, 20);
        Path old = Files.copy(log.file(), temp.resolve("old.db"));
        log.grow(20, 50);
        Path kept = Files.writeString(
                temp.resolve("kept"), log.run("audit", "checkpoint").out());
        Files.delete(log.file());
        Files.move(old, log.file());

        assertEquals(0, log.run("audit", "verify").exitCode());
        CommandLineHarness.Result result = log.run("audit", "verify", "--checkpoint", kept.toString(), "--json");

        assertEquals(3, result.exitCode());
        assertTrue(
                result.out()
                        .contains(
                                "the log has 20 entries, and the checkpoint that you gave says that it had 50 entries:"
                                        + " the entries 20 to 49 are gone"),
                result.out());
    }

    /** The file itself, by the hand of somebody who can write it. */
    @ParameterizedTest
    @Tag("S-58")
    @CsvSource(delimiter = '|', textBlock = """
        UPDATE entries SET entry = CAST(replace(entry, 'claude', 'codex!') AS BLOB) WHERE n = 7 | entry 7 is not what it was
        UPDATE entries SET leaf = zeroblob(32) WHERE n = 8 | the hash that is kept for entry 8 is not its own
        UPDATE entries SET leaf = (SELECT leaf FROM entries WHERE n = 5) WHERE n = 6 | the hash that is kept for entry 6
        UPDATE entries SET entry = (SELECT entry FROM entries WHERE n = 5), leaf = (SELECT leaf FROM entries WHERE n = 5) WHERE n = 6 | entry 6 says that it is entry 5
        DELETE FROM entries WHERE n = 9 | entry 9 is missing
        DELETE FROM entries WHERE n BETWEEN 9 AND 270 | the entries 9 to 270 are missing
        DELETE FROM entries WHERE n < 3 | the entries 0 to 2 are gone, and no entry says that they were archived
        DELETE FROM entries WHERE n >= 290 | the log has 290 entries, and its own head says that it has 300 entries
        INSERT INTO entries SELECT 300, entry, leaf FROM entries WHERE n = 299 | entry 300 says that it is entry 299
        INSERT INTO entries SELECT 9223372036854775807, entry, leaf FROM entries WHERE n = 299 | the entries 300 to 9223372036854775806 are missing
        UPDATE subtrees SET hash = zeroblob(32) | the hash that is kept for the entries 0 to 255 is not theirs
        DELETE FROM subtrees | the hash over the entries 0 to 255 is missing
        UPDATE checkpoints SET note = replace(note, '300', '299') | checkpoint 2 of the 2 that the log keeps is not good
        UPDATE log_head SET peaks = zeroblob(length(peaks)) | the head of the log does not belong to its entries
        """)
    void aForgedFileIsFound(String sql, String sentence) throws Exception {
        WrittenLog log = WrittenLog.in(temp, 30);
        log.grow(30, 300);
        log.forge(sql);

        CommandLineHarness.Result result = log.run("audit", "verify");

        assertEquals(3, result.exitCode(), result.err());
        assertTrue(result.out().contains(sentence), result.out());
    }

    @Test
    void withoutALogItSaysWhoBeginsOne() {
        CommandLineHarness.Result result = CommandLineHarness.on(new FakePlatform())
                .with("FISHNET_DATA_DIR", temp.resolve("nothing").toString())
                .run("audit", "verify");

        assertEquals(new CommandLineHarness.Result(1, "", """
                [fishnet] there is no log yet
                [fishnet] hint: the gateway begins one when it starts: 'fishnet start'
                """), result);
    }
}
