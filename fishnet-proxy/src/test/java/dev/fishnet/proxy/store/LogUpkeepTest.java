package dev.fishnet.proxy.store;

import static dev.fishnet.proxy.store.WrittenLog.failure;
import static dev.fishnet.proxy.store.WrittenLog.get;
import static dev.fishnet.testkit.AuditStorePortContract.NOW;
import static dev.fishnet.testkit.AuditStorePortContract.act;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fishnet.audit.tree.TreeHead;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LogUpkeepTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = SqliteBooks.in(folder);
    }

    @Test
    void ofTheCheckpointsOfAnHourTheLastIsKept() throws Exception {
        try (SqliteBooks books = WrittenLog.of(10, file)) {
            get(books.keepCheckpoint(3, NOW, "three"));
            get(books.keepCheckpoint(4, NOW.plus(Duration.ofMinutes(44)), "four, at 10:59:30"));
            get(books.keepCheckpoint(5, NOW.plus(Duration.ofMinutes(45)), "five, at 11:00:30"));
            get(books.keepCheckpoint(6, NOW.plus(Duration.ofMinutes(46)), "six"));
            get(books.keepCheckpoint(
                    9, NOW.plus(Duration.ofDays(1)).plus(Duration.ofMinutes(46)), "nine, a day later"));
            get(books.keepCheckpoint(9, NOW.plus(Duration.ofDays(2)), "nine again"));
            get(books.keepCheckpoint(8, NOW.plus(Duration.ofDays(2)), "eight, late"));

            assertEquals(
                    "the log has 10 entries",
                    failure(books.keepCheckpoint(11, NOW, "eleven")).getMessage());
        }
        try (AuditReader reader = AuditReader.open(file)) {
            assertEquals(List.of("four, at 10:59:30", "six", "eight, late", "nine again"), reader.checkpoints());
        }
    }

    @Test
    void whatIsArchivedGoesAndItsHashesStay() throws Exception {
        ReadLog before;
        try (SqliteBooks books = WrittenLog.of(10_000, file)) {
            before = ReadLog.checked(file);
            get(books.keepCheckpoint(9000, NOW, "old"));
            get(books.keepCheckpoint(9900, NOW.plus(Duration.ofHours(1)), "new"));

            get(books.forget(38 * 256));

            assertEquals(10_000, get(books.append(act(10_000))));
            assertEquals(before.head(), new TreeHead(10_000, before.roots().getLast()));
        }
        try (AuditReader reader = AuditReader.open(file)) {
            assertEquals(38 * 256, reader.first());
            assertEquals(List.of(9728L, 9729L), firstTwo(reader));
            assertEquals(before.roots().get(256), reader.node(8, 0).orElseThrow());
            assertEquals(Optional.empty(), reader.node(16, 0));
            assertEquals(List.of("new"), reader.checkpoints());
        }
        try (SqliteBooks again = SqliteBooks.open(file)) {
            assertEquals(10_001, again.head().size());
        }
    }

    @Test
    void onlyWholeBlocksAreForgottenAndNeverTheLastEntry() throws Exception {
        try (SqliteBooks books = WrittenLog.of(512, file)) {
            for (long to : new long[] {255, 257, 512, 768}) {
                assertEquals(ErrorKind.USAGE, failure(books.forget(to)).kind());
            }
            get(books.forget(256));
            get(books.forget(256));
        }
        try (AuditReader reader = AuditReader.open(file)) {
            assertEquals(256, reader.first());
        }
    }

    private static List<Long> firstTwo(AuditReader reader) throws FishnetException {
        List<Long> indexes = new ArrayList<>();
        reader.entries(0, (index, text, leaf) -> {
            indexes.add(index);
            return indexes.size() < 2;
        });
        return indexes;
    }
}
