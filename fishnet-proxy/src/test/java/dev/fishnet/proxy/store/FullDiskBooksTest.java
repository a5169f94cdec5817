package dev.fishnet.proxy.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.testkit.AuditStorePortContract;
import dev.fishnet.testkit.SpendStorePortContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a disk of 512 KiB that is really full. */
class FullDiskBooksTest {
    private static final LocalDate DAY = SpendStorePortContract.DAY;

    @TempDir
    Path temp;

    private @Nullable SmallDisk small;
    private Path disk;

    @BeforeEach
    void mountASmallDisk() throws Exception {
        small = SmallDisk.mount(temp, "512k");
        disk = small.folder();
    }

    @AfterEach
    void unmount() throws Exception {
        if (small != null) {
            small.close();
        }
    }

    @Test
    @Tag("S-40")
    void afterAFailedWriteNothingIsWrittenEvenWhenThereIsRoomAgain() throws Exception {
        Path file = SqliteBooks.in(disk);
        long last;
        try (SqliteBooks books = SqliteBooks.open(file)) {
            books.append(SpendStorePortContract.held(1, 1, DAY))
                    .toCompletableFuture()
                    .get();
            Path filler = SmallDisk.fill(disk);
            last = writeUntilRefused(books);
            Files.delete(filler);

            FishnetException refused = failure(books, last + 2);

            assertEquals(ErrorKind.UNAVAILABLE, refused.kind());
            assertTrue(refused.getMessage().startsWith("the books " + file + " cannot be written"));
        }
        try (SqliteBooks again = SqliteBooks.open(file)) {
            assertEquals(last, again.since(DAY).lastId());
            assertEquals(last, again.since(DAY).days().getFirst().requests());
        }
    }

    @Test
    @Tag("S-54")
    void afterAFailedAppendNothingIsAppendedAndWhatWasAcknowledgedIsThere() throws Exception {
        Path file = SqliteBooks.in(disk);
        long last;
        try (SqliteBooks books = SqliteBooks.open(file)) {
            append(books, AuditStorePortContract.OPENED);
            Path filler = SmallDisk.fill(disk);
            last = appendUntilRefused(books);
            Files.delete(filler);

            ExecutionException failed =
                    assertThrows(ExecutionException.class, () -> append(books, AuditStorePortContract.act(last + 2)));

            assertTrue(String.valueOf(failed.getMessage()).contains("cannot be written"));
            assertEquals(last + 1, books.head().size());
        }
        ReadLog log = ReadLog.checked(file);
        assertEquals(last + 1, log.texts().size());
        try (SqliteBooks again = SqliteBooks.open(file)) {
            assertEquals(log.head(), again.head());
            assertEquals(last + 1, append(again, AuditStorePortContract.act(last + 1)));
        }
    }

    private static long append(SqliteBooks books, AuditEntry entry) throws Exception {
        return books.append(entry).toCompletableFuture().get();
    }

    /** The last index that was acknowledged. */
    private static long appendUntilRefused(SqliteBooks books) throws Exception {
        for (long index = 1; index < 100_000; index++) {
            try {
                assertEquals(index, append(books, AuditStorePortContract.act(index)));
            } catch (ExecutionException full) {
                return index - 1;
            }
        }
        throw new AssertionError("the disk was never full");
    }

    /** The last id that was written. */
    private static long writeUntilRefused(SqliteBooks books) throws InterruptedException {
        for (long id = 2; id < 100_000; id++) {
            try {
                books.append(SpendStorePortContract.held(id, 1, DAY))
                        .toCompletableFuture()
                        .get();
            } catch (ExecutionException full) {
                return id - 1;
            }
        }
        throw new AssertionError("the disk was never full");
    }

    private static FishnetException failure(SqliteBooks books, long id) {
        ExecutionException failed = assertThrows(
                ExecutionException.class,
                () -> books.append(SpendStorePortContract.held(id, 1, DAY))
                        .toCompletableFuture()
                        .get());
        return assertInstanceOf(FishnetException.class, failed.getCause());
    }
}
