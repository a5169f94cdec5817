package dev.fishnet.cli.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.audit.tree.MerkleTree;
import dev.fishnet.cli.CommandLineHarness.Result;
import dev.fishnet.storage.ArchiveFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("S-59")
@Timeout(60)
class ArchiveVerbTest {
    @TempDir
    Path temp;

    private WrittenLog log;
    private Path folder;
    private Path file;

    @BeforeEach
    void writeALog() throws Exception {
        log = WrittenLog.in(temp, 300);
        log.grow(300, 700);
        folder = Files.createDirectory(temp.resolve("archive"));
        file = folder.resolve("log-0-511.jsonl");
    }

    private Result archive(String before, String... more) {
        String[] args = {"audit", "archive", "--before", before, "--output", folder.toString()};
        return log.run(Stream.concat(Stream.of(args), Stream.of(more)).toArray(String[]::new));
    }

    private String key() {
        return log.signer.verifierKey();
    }

    @Test
    void aDryRunShowsWhatWouldBeDoneAndDoesNothing() throws Exception {
        Result result = archive("600");

        assertEquals(new Result(0, """
                Archive: dry-run
                  write the entries 0 to 511 to %1$s/log-0-511.jsonl
                  write a checkpoint for the first 700 entries to %1$s/log-0-511.checkpoint
                  note in the log where they are, and remove them there
                Re-run with --apply to execute.
                """.formatted(folder), ""), result);
        assertFalse(Files.exists(file));
        assertEquals(0, log.run("audit", "verify").exitCode());
    }

    @Test
    void archivingLosesNothingAndBreaksNoProof() throws Exception {
        String before = log.run("audit", "prove", "17").out();

        assertEquals(new Result(0, "Archived the entries 0 to 511 in " + file + "\n", ""), archive("600", "--apply"));

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(512, Files.readAllLines(file).size());
        Result without = log.run("audit", "verify");
        assertEquals(0, without.exitCode(), without.out());
        assertTrue(without.out().contains("log:         " + WrittenLog.ORIGIN + ", by the key that it names itself"));
        assertEquals(0, log.run("audit", "verify", "--key", key()).exitCode());
        assertTrue(without.out().contains("archived:    512 entries, of which only hashes are here"), without.out());
        Result with = log.run("audit", "verify", "--archive", file.toString(), "--entries");
        assertEquals(0, with.exitCode(), with.out());
        assertTrue(with.out().startsWith("ok: 701 entries, as they were written"), with.out());
        assertEquals(
                before,
                log.run("audit", "prove", "17", "--archive", file.toString()).out());
        assertEquals(0, log.run("audit", "prove", "600").exitCode());
    }

    @Test
    void aCheckpointIsStillHandedOut() throws Exception {
        String note = log.run("audit", "checkpoint").out();
        assertEquals(0, archive("600", "--apply").exitCode());

        Result without = log.run("audit", "checkpoint");
        Result with = log.run("audit", "checkpoint", "--archive", file.toString());

        assertEquals(new Result(0, note, "[fishnet] 1 entry came after this checkpoint, and is not in it\n"), with);
        assertEquals(with, without);
        assertEquals(new Result(0, key() + "\n", ""), log.run("audit", "checkpoint", "--key"));
    }

    @Test
    void aCheckpointThatCannotBeCheckedIsHandedOutAllTheSame() throws Exception {
        String note = log.run("audit", "checkpoint").out();
        log.forge("DELETE FROM entries WHERE n < 256");

        Result without = log.run("audit", "checkpoint");

        assertEquals(note, without.out());
        assertTrue(without.err().contains("its signature was not checked"), without.err());
        Result key = log.run("audit", "checkpoint", "--key");
        assertEquals(1, key.exitCode());
        assertTrue(key.err().contains("no entry that is here names the key of the log"), key.err());
    }

    @Test
    void theNextArchiveBeginsWhereTheLastOneEnded() throws Exception {
        assertEquals(0, archive("256", "--apply").exitCode());
        assertEquals(0, archive("600", "--apply").exitCode());
        Path first = folder.resolve("log-0-255.jsonl");
        Path second = folder.resolve("log-256-511.jsonl");

        Result both = log.run("audit", "verify", "--archive", second.toString(), "--archive", first.toString());
        Result one = log.run("audit", "verify", "--archive", first.toString());

        assertEquals(0, both.exitCode(), both.out());
        assertEquals(2, one.exitCode());
        assertTrue(one.err().contains("the entries 256 to 511 are in none of these archives"), one.err());
    }

    @Test
    void aDayIsTakenByTheTimeOfEntries() {
        Result result = archive("2026-11-21");

        assertTrue(result.out().contains("There is nothing to archive"), result.out());
        assertTrue(archive("2026-11-22").out().contains("write the entries 0 to 511"));
    }

    /** Behind each of its steps. */
    @Test
    void whatWasCutOffIsCompletedByTheSameCommand() throws Exception {
        Result dry = archive("600");
        log.run("audit", "verify");
        byte[] untouched = Files.readAllBytes(log.file());
        assertEquals(0, archive("600", "--apply").exitCode());

        Files.write(log.file(), untouched);
        assertEquals(0, archive("600", "--apply").exitCode(), "files are there, the log knows nothing");

        Files.write(log.file(), untouched);
        Files.delete(folder.resolve("log-0-511.checkpoint"));
        assertEquals(0, archive("600", "--apply").exitCode(), "the checkpoint is not there yet");

        Files.write(log.file(), untouched);
        LogHash hash = ArchiveFile.open(file).hash();
        log.append(new AuditEntry.Archived(
                WrittenLog.START, 0, 512, root(), "log-0-511.jsonl", hash, WrittenLog.ORIGIN, key()));
        log.forge("DELETE FROM entries WHERE n < 256");
        Result half = log.run("audit", "verify");
        assertEquals(0, half.exitCode(), half.out());
        assertTrue(archive("600").out().contains("remove what is left of the entries 0 to 511"));
        assertEquals(0, archive("600", "--apply").exitCode());

        Result whole = log.run("audit", "verify", "--archive", file.toString());
        assertEquals(0, whole.exitCode(), whole.out());
        assertTrue(whole.out().startsWith("ok: 701 entries"), whole.out());
        assertEquals(0, dry.exitCode());
    }

    private LogHash root() throws Exception {
        MerkleTree tree = MerkleTree.of(0, List.of());
        for (String line : Files.readAllLines(file)) {
            tree.add(LogHash.ofLeaf(line.getBytes(StandardCharsets.UTF_8)), (level, index, subtree) -> {});
        }
        return tree.head().root();
    }

    @Test
    void whatIsInTheWayStays() throws Exception {
        Files.writeString(file, "{\"v\":1,\"n\":0,\"at\":\"2026-11-20T22:00:00.123Z\",\"kind\":\"act\",\"x\":1}\n");

        Result result = archive("600", "--apply");

        assertEquals(2, result.exitCode());
        assertTrue(result.err().contains("exists already, and is not what would be written there"), result.err());
        assertEquals(1, Files.readAllLines(file).size());
        assertEquals(0, log.run("audit", "verify").exitCode());
    }

    @Test
    void aLogThatWasChangedIsNotMoved() throws Exception {
        log.forge("UPDATE entries SET entry = CAST(replace(entry, 'claude', 'codex!') AS BLOB) WHERE n = 7");

        Result result = archive("600", "--apply");

        assertEquals(3, result.exitCode());
        assertTrue(result.err().contains("entry 7 is not what it was"), result.err());
        assertFalse(Files.exists(file));
    }

    @Test
    @Tag("S-58")
    void aChangedArchiveIsFound() throws Exception {
        assertEquals(0, archive("600", "--apply").exitCode());
        Files.writeString(file, Files.readString(file).replaceFirst("claude", "codex!"));

        Result result = log.run("audit", "verify", "--archive", file.toString());

        assertEquals(3, result.exitCode());
        assertTrue(
                result.out().contains("speaks of an archive with another content than " + file + " has"), result.out());
        assertTrue(result.out().contains("something in the entries 0 to 255 is not what it was"), result.out());
    }
}
