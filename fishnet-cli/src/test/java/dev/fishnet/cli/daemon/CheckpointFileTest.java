package dev.fishnet.cli.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.audit.note.Checkpoint;
import dev.fishnet.audit.note.LogSigner;
import dev.fishnet.audit.note.VerifierKey;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.audit.tree.TreeHead;
import dev.fishnet.error.FishnetException;
import dev.fishnet.storage.PublicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that a witness reads. */
class CheckpointFileTest {
    private final LogSigner signer = LogSigner.of(LogSigner.newKey("dev.fishnet/log/test"));

    @TempDir
    Path folder;

    private Path path;
    private CheckpointFile file;

    @BeforeEach
    void setUp() throws FishnetException {
        path = folder.resolve("checkpoint");
        file = new CheckpointFile(
                new PublicFile(path), VerifierKey.parse(signer.verifierKey()), CheckpointFileTest::head);
    }

    @Test
    void everybodyMayReadItAndNothingElseIsLeft() throws Exception {
        file.put(of(signer, 1));
        file.put(of(signer, 2));

        assertEquals(of(signer, 2).note(), Files.readString(path));
        assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
        assertEquals(List.of(path), files());
    }

    @Test
    void whatAKilledOneHasLeftBesideItIsNoHindrance() throws Exception {
        Files.createFile(folder.resolve("checkpoint.tmp"));

        file.put(of(signer, 1));

        assertEquals(List.of(path), files());
    }

    @Test
    void anEmptyFileThatWasMadeForItIsFilled() throws Exception {
        Files.createFile(path);

        file.put(of(signer, 1));

        assertEquals(of(signer, 1).note(), Files.readString(path));
    }

    @Test
    @Tag("S-61")
    void aCheckpointOfMoreThanTheLogHasIsEvidenceAndStays() throws Exception {
        file.put(of(signer, 5));

        FishnetException refused = assertThrows(FishnetException.class, () -> file.put(of(signer, 4)));

        assertEquals(path + " is over 5 entries, and the log has 4: it has lost entries", refused.getMessage());
        assertEquals(of(signer, 5).note(), Files.readString(path));
    }

    @Test
    @Tag("S-61")
    void aCheckpointOfAnotherHistoryIsEvidenceAndStays() throws Exception {
        TreeHead other = new TreeHead(1, LogHash.ofLeaf(new byte[] {9}));
        String evidence = signer.sign(new Checkpoint(signer.origin(), other));
        Files.writeString(path, evidence);

        FishnetException refused = assertThrows(FishnetException.class, () -> file.put(of(signer, 2)));

        assertEquals("the log does not begin with the 1 entries that " + path + " is over", refused.getMessage());
        assertEquals(evidence, Files.readString(path));
    }

    @Test
    void aCheckpointOfAnotherLogStays() throws Exception {
        LogSigner other = LogSigner.of(LogSigner.newKey("dev.fishnet/log/other"));
        Files.writeString(path, of(other, 1).note());

        assertThrows(FishnetException.class, () -> file.put(of(signer, 2)));

        assertEquals(of(other, 1).note(), Files.readString(path));
    }

    @Test
    void aFileOfSomethingElseStays() throws Exception {
        Files.writeString(path, "a vault, for example");

        FishnetException refused = assertThrows(FishnetException.class, () -> file.put(of(signer, 1)));

        assertTrue(
                refused.getMessage().startsWith(path + " is no checkpoint of this log, so it is left alone: "),
                refused.getMessage());
        assertEquals("a vault, for example", Files.readString(path));
    }

    @Test
    void aLinkIsNotFollowed() throws Exception {
        Path target = folder.resolve("target");
        Files.createSymbolicLink(path, target);

        assertThrows(FishnetException.class, () -> file.put(of(signer, 1)));

        assertFalse(Files.exists(target));
        assertTrue(Files.isSymbolicLink(path));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }

    private static Signed of(LogSigner signer, long size) {
        return new Signed(size, signer.sign(new Checkpoint(signer.origin(), head(size))));
    }

    private static TreeHead head(long size) {
        return new TreeHead(size, LogHash.ofLeaf(new byte[] {(byte) size}));
    }
}
