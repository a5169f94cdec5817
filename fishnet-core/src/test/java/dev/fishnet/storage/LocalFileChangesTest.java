package dev.fishnet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.FileMode;
import dev.fishnet.plan.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S-16")
class LocalFileChangesTest {
    @TempDir
    Path folder;

    private final LocalFileChanges files = new LocalFileChanges();
    private String path;
    private String owner;
    private String group;

    @BeforeEach
    void lookWhoWeAre() throws IOException {
        PosixFileAttributes own = Files.readAttributes(folder, PosixFileAttributes.class);
        owner = own.owner().getName();
        group = own.group().getName();
        path = folder.resolve("unit.service").toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {0600, 0644, 0640, 0755, 0400})
    void whatIsWrittenIsReadBackWithOwnerAndMode(int bits) throws Exception {
        Step.WriteFile wanted = file("[Unit]\nDescription=ü\n", bits);

        files.write(wanted);

        assertEquals(Optional.of(wanted), files.read(path));
        assertEquals(List.of("unit.service"), names());
    }

    @Test
    void aFileIsReplacedWithItsNewMode() throws Exception {
        files.write(file("old", 0600));

        files.write(file("new", 0644));

        assertEquals(Optional.of(file("new", 0644)), files.read(path));
    }

    /** Readers run while the file is replaced: every look finds one of the two states, content and mode together. */
    @Test
    void aReaderNeverSeesAHalfWrittenFile() throws Exception {
        Step.WriteFile small = file("small\n", 0600);
        Step.WriteFile large = file("large\n".repeat(100_000), 0644);
        files.write(small);
        AtomicBoolean writing = new AtomicBoolean(true);
        Thread writer = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < 40; i++) {
                writeQuietly(i % 2 == 0 ? large : small);
            }
            writing.set(false);
        });
        int looks = 0;
        while (writing.get()) {
            String content = Files.readString(Path.of(path));
            assertTrue(content.equals(small.content()) || content.equals(large.content()), "whole");
            looks++;
        }
        writer.join();
        assertTrue(looks > 0);
        assertEquals(List.of("unit.service"), names());
    }

    private void writeQuietly(Step.WriteFile file) {
        try {
            files.write(file);
        } catch (FishnetException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void rootGivesTheFileToItsOwner() throws Exception {
        Machine.assumeRoot(folder);
        Step.WriteFile wanted = new Step.WriteFile(path, "theirs", new FileMode("64321", "64322", 0640));

        files.write(wanted);

        assertEquals(64_321, Files.getAttribute(Path.of(path), "unix:uid"));
        assertEquals(64_322, Files.getAttribute(Path.of(path), "unix:gid"));
        assertEquals(Optional.of(wanted), files.read(path));
    }

    @Test
    void anUnknownOwnerIsNamedAndNothingIsWritten() throws Exception {
        files.write(file("old", 0600));

        FishnetException refused = assertThrows(
                FishnetException.class,
                () -> files.write(new Step.WriteFile(path, "new", new FileMode("no-such-user", group, 0600))));
        assertThrows(
                FishnetException.class,
                () -> files.write(new Step.WriteFile(path, "new", new FileMode(owner, "no-such-group", 0600))));

        assertEquals("there is no user 'no-such-user'", refused.getMessage());
        assertEquals(Optional.of(file("old", 0600)), files.read(path));
        assertEquals(List.of("unit.service"), names());
    }

    @Test
    void aMissingFileIsEmptyAndRemovingItDoesNothing() throws Exception {
        assertEquals(Optional.empty(), files.read(path));

        files.remove(path);

        assertEquals(List.of(), names());
    }

    @Test
    void aRemovedFileIsGone() throws Exception {
        files.write(file("old", 0600));

        files.remove(path);

        assertEquals(Optional.empty(), files.read(path));
    }

    @Test
    void aSymbolicLinkIsNeitherReadNorReplacedNorRemoved() throws Exception {
        Path target = Files.writeString(folder.resolve("target"), "precious");
        Path link = Files.createSymbolicLink(Path.of(path), target);

        assertRefused(link + " is not a regular file");

        assertTrue(Files.isSymbolicLink(link));
        assertEquals("precious", Files.readString(target));
    }

    @Test
    void aFolderIsNeitherReadNorReplacedNorRemoved() throws Exception {
        Files.createDirectory(Path.of(path));

        assertRefused(path + " is not a regular file");
    }

    /** Opening a pipe for reading would wait for somebody to write. */
    @Test
    void aPipeIsRefusedAtOnce() throws Exception {
        assertTrue(Machine.succeeds("mkfifo", path));

        assertRefused(path + " is not a regular file");
    }

    private void assertRefused(String message) {
        assertEquals(
                message,
                assertThrows(FishnetException.class, () -> files.read(path)).getMessage());
        assertEquals(
                message,
                assertThrows(FishnetException.class, () -> files.write(file("new", 0600)))
                        .getMessage());
        assertEquals(
                message,
                assertThrows(FishnetException.class, () -> files.remove(path)).getMessage());
        assertFalse(Files.notExists(Path.of(path), LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void whatCouldNotBePutBackIsNotRead() throws Exception {
        Files.write(Path.of(path), new byte[] {'o', 'k', (byte) 0xFF});
        assertEquals(
                path + " is not UTF-8 text",
                assertThrows(FishnetException.class, () -> files.read(path)).getMessage());

        Files.write(Path.of(path), new byte[(1 << 20) + 1]);
        assertThrows(FishnetException.class, () -> files.read(path));
        assertThrows(FishnetException.class, () -> files.write(file("x".repeat((1 << 20) + 1), 0600)));
    }

    /** Files of /proc say they are empty, and are not. */
    @Test
    void aFileThatHidesItsSizeIsReadWhole() throws Exception {
        Path status = Path.of("/proc/self/status");
        assumeTrue(Files.exists(status), "needs Linux's /proc");

        assertTrue(files.read(status.toString()).orElseThrow().content().startsWith("Name:"));
    }

    @Test
    void aMissingFolderIsAnError() {
        String lost = folder.resolve("nowhere/file").toString();
        FileMode mode = new FileMode(owner, group, 0600);

        FishnetException failed =
                assertThrows(FishnetException.class, () -> files.write(new Step.WriteFile(lost, "x", mode)));

        assertEquals(ErrorKind.NOT_FOUND, failed.kind());
    }

    @ParameterizedTest
    @ValueSource(strings = {"relative", "./here", "/", ""})
    void aPathThatIsNotAFilesIsAMistake(String wrong) {
        assertThrows(IllegalArgumentException.class, () -> files.read(wrong));
    }

    private Step.WriteFile file(String content, int bits) {
        return new Step.WriteFile(path, content, new FileMode(owner, group, bits));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
