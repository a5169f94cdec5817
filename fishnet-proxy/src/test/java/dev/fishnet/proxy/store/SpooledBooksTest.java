package dev.fishnet.proxy.store;

import static dev.fishnet.proxy.store.WrittenLog.failure;
import static dev.fishnet.proxy.store.WrittenLog.get;
import static dev.fishnet.testkit.AuditStorePortContract.OPENED;
import static dev.fishnet.testkit.AuditStorePortContract.act;
import static dev.fishnet.testkit.SpendStorePortContract.DAY;
import static dev.fishnet.testkit.SpendStorePortContract.held;
import static dev.fishnet.testkit.SpendStorePortContract.sum;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.audit.Appending;
import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.EntryDraft;
import dev.fishnet.config.AuditSettings.Durability;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.store.SpoolRecord.Kind;
import dev.fishnet.spend.SpendHistory;
import dev.fishnet.spend.SpendRecord;
import dev.fishnet.testkit.AuditStorePortContract;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S-70")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SpooledBooksTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void open() throws Exception {
        file = SqliteBooks.in(folder);
        try (SqliteBooks books = gateway()) {
            get(books.append(OPENED));
        }
    }

    private SqliteBooks gateway() throws Exception {
        return SqliteBooks.open(file, Durability.PROCESS);
    }

    private static AuditEntry.Intent intent(long version) {
        return (AuditEntry.Intent) AuditStorePortContract.intent(version);
    }

    /** What is in the spool of a gateway that was killed. */
    private void leave(SpoolRecord... records) throws Exception {
        SpoolMark mark;
        try (Connection connection = Connections.writer(file)) {
            mark = SpoolMark.read(new Statements(connection));
        }
        try (Spool spool = Spool.open(Spool.of(file)).orElseThrow()) {
            spool.begin(mark.id());
            for (SpoolRecord record : records) {
                assertEquals(record.number(), spool.put(record.kind(), record.bytes()));
            }
        }
    }

    @Test
    void whatIsKeptNeedNotWaitForTheBooks() throws Exception {
        try (SqliteBooks books = gateway();
                Connection other = Connections.writer(file);
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");

            assertTrue(books.appendSoon(held(1, 500, DAY)).toCompletableFuture().isDone());
            Appending appending = books.appendIntent(intent(7));
            assertTrue(appending.kept().toCompletableFuture().isDone());
            assertFalse(appending.index().toCompletableFuture().isDone());

            statement.execute("COMMIT");
            assertEquals(1, get(appending.index()));
            assertEquals(Set.of(7L), books.credentialsUsed());
            assertEquals(List.of(sum(DAY, 0, 500, 1)), books.since(DAY).days());
        }
    }

    @Test
    void whatAGatewayHasLeftIsWrittenByTheNextOnce() throws Exception {
        leave(
                new SpoolRecord(1, Kind.HOLD, SpooledHold.bytes((SpendRecord.Held) held(5, 500, DAY))),
                new SpoolRecord(2, Kind.INTENT, EntryDraft.of(intent(7)).bytes()));

        for (int i = 0; i < 2; i++) {
            try (SqliteBooks books = gateway()) {
                assertEquals(new SpendHistory(5, List.of(sum(DAY, 0, 500, 1))), books.since(DAY));
                assertEquals(Set.of(7L), books.credentialsUsed());
                assertEquals(2 + i, get(books.append(act(i))));
            }
        }
        assertEquals(4, ReadLog.checked(file).texts().size());
    }

    @Test
    void aCommandLeavesItToTheGateway() throws Exception {
        leave(new SpoolRecord(1, Kind.INTENT, EntryDraft.of(intent(7)).bytes()));
        try (SqliteBooks command = SqliteBooks.open(file)) {
            assertEquals(1, get(command.append(act(1))));
        }
        try (SqliteBooks books = gateway()) {
            assertEquals(3, books.head().size());
            assertEquals(Set.of(7L), books.credentialsUsed());
        }
    }

    @Test
    void aCommandBesideTheGatewayTakesTurnsWithIt() throws Exception {
        try (SqliteBooks books = gateway();
                SqliteBooks command = SqliteBooks.open(file)) {
            assertEquals(1, get(books.appendIntent(intent(1)).index()));
            assertEquals(2, get(command.append(act(1))));
            assertEquals(3, get(books.appendIntent(intent(2)).index()));
        }
        assertEquals(4, ReadLog.checked(file).texts().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"v\":1,\"n\":0}", "no line"})
    void anIntentThatCannotBeReadStopsTheStartAndStaysThere(String text) throws Exception {
        leave(new SpoolRecord(1, Kind.INTENT, text.getBytes(StandardCharsets.UTF_8)));

        for (int i = 0; i < 2; i++) {
            FishnetException refused = assertThrows(FishnetException.class, this::gateway);
            assertEquals(ErrorKind.CORRUPT, refused.kind());
            assertTrue(
                    refused.getMessage().startsWith("what waited to be written into the books"), refused.getMessage());
        }
        assertEquals(1, ReadLog.checked(file).texts().size());
    }

    @Test
    void aSecondGatewayIsRefused() throws Exception {
        try (SqliteBooks first = gateway()) {
            FishnetException refused = assertThrows(FishnetException.class, this::gateway);
            assertEquals("another gateway has the books " + file + " open", refused.getMessage());
            assertEquals(1, get(first.appendIntent(intent(1)).index()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 40})
    void aHoldThatIsCutStopsTheStart(int length) throws Exception {
        byte[] whole = SpooledHold.bytes((SpendRecord.Held) held(5, 500, DAY));
        leave(new SpoolRecord(1, Kind.HOLD, Arrays.copyOf(whole, length)));

        assertEquals(
                ErrorKind.CORRUPT,
                assertThrows(FishnetException.class, this::gateway).kind());
    }

    /** More than the spool has room for, with nobody to write it into the books. */
    @Test
    void whatFindsNoRoomWaitsForTheBooks() throws Exception {
        try (SqliteBooks books = gateway()) {
            Appending last;
            int kept = 0;
            try (Connection other = Connections.writer(file);
                    Statement statement = other.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                last = books.appendIntent(intent(1));
                while (last.kept().toCompletableFuture().isDone()) {
                    kept++;
                    last = books.appendIntent(intent(1));
                }
                statement.execute("COMMIT");
            }
            assertTrue(kept > Spool.HALF / 1000);
            assertEquals(kept + 1, get(last.index()));
            assertTrue(last.kept().toCompletableFuture().isDone());
        }
        assertEquals(
                ReadLog.checked(file).texts().size(),
                ReadLog.checked(file).head().size());
    }

    @Test
    @Tag("S-53")
    void whatMustOutliveALossOfPowerWaitsForTheDisk() throws Exception {
        try (SqliteBooks books = SqliteBooks.open(file, Durability.POWER);
                Connection other = Connections.writer(file);
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            Appending appending = books.appendIntent(intent(1));
            assertFalse(
                    books.appendSoon(held(1, 500, DAY)).toCompletableFuture().isDone());
            assertFalse(appending.kept().toCompletableFuture().isDone());
            statement.execute("COMMIT");
            get(appending.kept());
        }
    }

    @Test
    @Tag("S-54")
    void whatIsRefusedIsNotKept() throws Exception {
        SqliteBooks closed = gateway();
        closed.close();
        failure(closed.appendIntent(intent(1)).kept());
        failure(closed.appendSoon(held(1, 500, DAY)));

        try (SqliteBooks books = gateway()) {
            assertEquals(1, books.head().size());
            assertEquals(SpendHistory.EMPTY, books.since(DAY));
        }
    }
}
