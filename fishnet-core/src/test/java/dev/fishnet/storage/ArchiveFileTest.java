package dev.fishnet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.crypto.Sha256;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveFileTest {
    private static final int FIRST = 256;
    private static final int ENTRIES = 1000;

    @TempDir
    Path temp;

    /** Lines of all lengths, some longer than what is read at once. */
    private static String line(long index) {
        String detail = "x".repeat(index % 500 == 0 ? 200_000 : (int) (index % 300));
        return "{\"v\":1,\"n\":" + index + ",\"at\":\"2026-11-22T09:00:00.123Z\",\"kind\":\"act\",\"detail\":\""
                + detail + "\"}";
    }

    private static final ArchiveFile.Content CONTENT = sink -> {
        for (long index = FIRST; index < FIRST + ENTRIES; index++) {
            sink.entry(index, line(index).getBytes(StandardCharsets.UTF_8), Optional.empty());
        }
    };

    @Test
    void whatWasWrittenIsReadFromAnywhereInBothDirections() throws Exception {
        ArchiveFile archive = ArchiveFile.create(temp.resolve("log.jsonl"), CONTENT);

        assertEquals(FIRST, archive.from());
        assertEquals(FIRST + ENTRIES, archive.to());
        for (long start : new long[] {0, 256, 257, 511, 512, 600, 1255}) {
            List<String> up = new ArrayList<>();
            assertTrue(archive.entries(
                    start, (index, text, leaf) -> up.add(index + new String(text, StandardCharsets.UTF_8))));
            List<String> down = new ArrayList<>();
            assertTrue(archive.backwards(
                    5000,
                    (index, text, leaf) ->
                            index < start || down.add(index + new String(text, StandardCharsets.UTF_8))));
            assertEquals(FIRST + ENTRIES - Math.max(start, FIRST), up.size());
            assertEquals(up.reversed(), down);
            assertEquals(Math.max(start, FIRST) + line(Math.max(start, FIRST)), up.getFirst());
        }
    }

    @Test
    void itIsItsOwnersAloneAndItsHashIsThatOfTheFile() throws Exception {
        Path file = temp.resolve("log.jsonl");

        ArchiveFile archive = ArchiveFile.create(file, CONTENT);

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(LogHash.of(Sha256.of(Files.readAllBytes(file))), archive.hash());
        assertEquals(archive.hash(), ArchiveFile.hashOf(CONTENT));
        assertEquals(
                ErrorKind.USAGE,
                refused(() -> ArchiveFile.create(file, CONTENT)).kind());
    }

    @Test
    void nothingIsLeftOfOneThatCouldNotBeWritten() throws Exception {
        FishnetException unreadable = new FishnetException(ErrorKind.CORRUPT, "the log cannot be read");

        FishnetException thrown = refused(() -> ArchiveFile.create(temp.resolve("log.jsonl"), sink -> {
            CONTENT.entries(sink);
            throw unreadable;
        }));

        assertEquals(unreadable, thrown);
        try (Stream<Path> left = Files.list(temp)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void whatIsNoArchiveIsRefused() throws Exception {
        Path empty = Files.createFile(temp.resolve("empty"));
        Path text = Files.writeString(temp.resolve("text"), "not an entry\n");
        Path endless = Files.writeString(temp.resolve("endless"), line(0) + "\n" + "x".repeat(1 << 21));
        Path link = Files.createSymbolicLink(temp.resolve("link"), text);

        assertTrue(refused(() -> ArchiveFile.open(empty)).getMessage().contains("no archive of the log: it is empty"));
        assertTrue(refused(() -> ArchiveFile.open(text)).getMessage().contains("its first line is no entry"));
        assertTrue(refused(() -> ArchiveFile.open(endless)).getMessage().contains("longer than any entry"));
        assertTrue(refused(() -> ArchiveFile.open(link)).getMessage().contains("is not a regular file"));
        assertEquals(
                ErrorKind.NOT_FOUND,
                refused(() -> ArchiveFile.open(temp.resolve("none"))).kind());
    }

    private static FishnetException refused(org.junit.jupiter.api.function.Executable action) {
        return assertThrows(FishnetException.class, action);
    }
}
