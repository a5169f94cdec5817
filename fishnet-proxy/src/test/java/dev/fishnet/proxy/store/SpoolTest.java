package dev.fishnet.proxy.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.store.SpoolRecord.Kind;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each record has 17 bytes and those of its text; the first one begins at 64. */
@Tag("S-70")
class SpoolTest {
    private static final long ID = 4711;

    @TempDir
    Path folder;

    private final List<Spool> open = new ArrayList<>();
    private Path file;

    @BeforeEach
    void name() {
        file = Spool.of(folder.resolve("fishnet.db"));
    }

    @AfterEach
    void close() throws Exception {
        for (Spool each : open) {
            each.close();
        }
    }

    private Spool open() throws Exception {
        Spool spool = Spool.open(file).orElseThrow();
        open.add(spool);
        return spool;
    }

    private Spool begun() throws Exception {
        Spool spool = open();
        spool.begin(ID);
        return spool;
    }

    private static long put(Spool spool, String text) {
        return spool.put(Kind.INTENT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** As the next process finds it. */
    private List<String> left(long id, long after) throws Exception {
        close();
        return open().left(id, after).stream()
                .map(each -> each.number() + " " + each.kind() + " " + new String(each.bytes(), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void whatTheBooksDoNotHaveIsLeftInTheOrderItWasPut() throws Exception {
        Spool spool = begun();
        assertEquals(1, spool.put(Kind.HOLD, "a".getBytes(StandardCharsets.UTF_8)));
        assertEquals(2, put(spool, "b"));
        assertEquals(3, put(spool, ""));

        assertEquals(List.of("1 HOLD a", "2 INTENT b", "3 INTENT "), left(ID, 0));
        assertEquals(List.of("3 INTENT "), left(ID, 2));
        assertEquals(List.of(), left(ID, 3));
    }

    /** Books of another life, or other books, know another id; and so does a spool that has begun anew. */
    @Test
    void whatWasPutForOthersIsNotLeftForThese() throws Exception {
        put(begun(), "a");
        assertEquals(List.of(), left(ID + 1, 0));
        assertEquals(List.of(), left(0, 0));

        close();
        open().begin(ID + 1);
        assertEquals(List.of(), left(ID, 0));
        assertEquals(List.of(), left(ID + 1, 0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # what                            | at      | becomes | what is left after none and one
            no magic                          | 7       | 0       | []                     | []
            another id                        | 15      | 0       | []                     | []
            the first's check sum             | 64      | 1       | []                     | []
            the second's check sum            | 82      | 1       | [1 INTENT a]           | []
            the second's length, longer       | 89      | 2       | [1 INTENT a]           | []
            the second's length, negative     | 86      | 255     | [1 INTENT a]           | []
            the second's length, out of it    | 86      | 127     | [1 INTENT a]           | []
            the second's number               | 97      | 9       | [1 INTENT a]           | []
            the second's kind                 | 98      | 3       | [1 INTENT a]           | []
            the second's text                 | 99      | 66      | [1 INTENT a]           | []
            behind the last                   | 200     | 1       | [1 INTENT a, 2 INTENT b, 3 INTENT c] | [2 INTENT b, 3 INTENT c]
            """)
    void whatIsNotAsItWasPutEndsWhatIsLeft(String what, long at, int becomes, String all, String rest)
            throws Exception {
        Spool spool = begun();
        put(spool, "a");
        put(spool, "b");
        put(spool, "c");
        close();
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(at);
            bytes.write(becomes);
        }

        assertEquals(all, left(ID, 0).toString());
        assertEquals(rest, left(ID, 1).toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 100, 64 + 2 * Spool.HALF + 1})
    void aSpoolOfAnotherLengthMayBeAnotherReleasesAndStays(int length) throws Exception {
        put(begun(), "a");
        close();
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.setLength(length);
        }

        assertEquals(
                ErrorKind.CORRUPT,
                assertThrows(FishnetException.class, () -> Spool.open(file)).kind());
        assertEquals(length, Files.size(file));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 2_000_000})
    void aFileThatIsNoneIsMadeOne(int length) throws Exception {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.setLength(length);
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        put(begun(), "a");

        assertEquals(List.of("1 INTENT a"), left(ID, 0));
    }

    @Test
    void whatIsSettledIsNotThereForBooksThatArePutBackFromABackup() throws Exception {
        Spool spool = begun();
        put(spool, "a");
        put(spool, "b");
        spool.settled(2);

        assertEquals(List.of(), left(ID, 1));
    }

    /** Whoever comes while the disk hangs waits, and is not sent in the hope that it will not hang for long. */
    @Test
    void nothingIsPutWhileTheWriterTakesNothing() throws Exception {
        AtomicLong now = new AtomicLong(1);
        Spool spool = Spool.open(file, now::get).orElseThrow();
        open.add(spool);
        spool.begin(ID);
        now.addAndGet(10 * Spool.PATIENCE_NANOS);
        assertEquals(1, put(spool, "a"));
        now.addAndGet(Spool.PATIENCE_NANOS);
        assertEquals(2, put(spool, "b"));
        now.addAndGet(1);
        assertEquals(0, put(spool, "c"));
        spool.settled(1);
        assertEquals(3, put(spool, "d"));
        now.addAndGet(Spool.PATIENCE_NANOS + 1);
        assertEquals(0, put(spool, "e"));
        spool.settled(3);
        assertEquals(4, put(spool, "f"));
    }

    @Test
    void aHalfIsFilledAgainOnceTheBooksHaveAllOfIt() throws Exception {
        Spool spool = begun();
        String text = "x".repeat(10_000);
        long last = 0;
        for (long number = put(spool, text); number > 0; number = put(spool, text)) {
            last = number;
        }
        assertEquals(2 * (Spool.HALF / 10_017), last);

        spool.settled(last / 2 - 1);
        assertEquals(0, put(spool, text), "its last record may still be needed");
        spool.settled(last / 2);
        assertEquals(last + 1, put(spool, text));

        List<String> left = left(ID, last / 2);
        assertEquals(last / 2 + 1, left.size());
        assertTrue(left.getFirst().startsWith((last / 2 + 1) + " "));
        assertTrue(left.getLast().startsWith((last + 1) + " "));
    }

    @Test
    void whatIsTakenBackIsNotLeft() throws Exception {
        Spool spool = begun();
        put(spool, "a");
        put(spool, "b");
        spool.takeBack();
        assertEquals(List.of("1 INTENT a"), left(ID, 0));
    }

    @Test
    void theNumberOfWhatWasTakenBackIsGivenAgain() throws Exception {
        Spool spool = begun();
        put(spool, "a");
        put(spool, "b");
        spool.takeBack();
        assertEquals(2, put(spool, "c"));
        assertEquals(List.of("1 INTENT a", "2 INTENT c"), left(ID, 0));
    }

    @Test
    void whatIsTooLongIsNotPut() throws Exception {
        Spool spool = begun();
        assertEquals(0, spool.put(Kind.INTENT, new byte[SpoolRecord.LONGEST + 1]));
        assertEquals(1, spool.put(Kind.INTENT, new byte[SpoolRecord.LONGEST]));
    }

    @Test
    void nothingIsPutBeforeItHasBegunNorAfterItIsClosed() throws Exception {
        Spool spool = open();
        assertEquals(0, put(spool, "a"));
        spool.begin(ID);
        spool.close();
        assertEquals(0, put(spool, "a"));
    }

    @Test
    void itIsItsOwnersAloneAndOneProcesss() throws Exception {
        begun();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertFalse(Spool.open(file).isPresent());
    }

    @ParameterizedTest
    @CsvSource({"link", "folder", "readable"})
    void whatIsNotAFileOfItsOwnersAloneIsRefused(String kind) throws Exception {
        switch (kind) {
            case "link" -> Files.createSymbolicLink(file, Files.createFile(folder.resolve("elsewhere")));
            case "folder" -> Files.createDirectory(file);
            default ->
                Files.setPosixFilePermissions(Files.createFile(file), PosixFilePermissions.fromString("rw-r--r--"));
        }

        assertEquals(
                ErrorKind.DENIED,
                assertThrows(FishnetException.class, () -> Spool.open(file)).kind());
    }
}
