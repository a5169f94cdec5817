package dev.fishnet.proxy.store;

import static dev.fishnet.proxy.store.WrittenLog.failure;
import static dev.fishnet.proxy.store.WrittenLog.get;
import static dev.fishnet.testkit.AuditStorePortContract.OPENED;
import static dev.fishnet.testkit.AuditStorePortContract.act;
import static dev.fishnet.testkit.AuditStorePortContract.intent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.EntryText;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.audit.tree.TreeHead;
import dev.fishnet.config.AuditSettings.Durability;
import dev.fishnet.error.FishnetException;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.BaselineStorePort.Baseline;
import dev.fishnet.spend.SpendHistory;
import dev.fishnet.testkit.AuditStorePortContract;
import dev.fishnet.testkit.SpendStorePortContract;
import dev.fishnet.upstream.UpstreamName;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LogFileTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = SqliteBooks.in(folder);
    }

    /** Made by the Fishnet before there was a log, with two reservations, an alert and a baseline. */
    @Test
    void booksOfTheFirstVersionGetALogAndKeepWhatTheyHave() throws Exception {
        unpack("fishnet-v1.db.gz");
        try (BooksReader before = BooksReader.open(file)) {
            assertEquals(2, before.since(SpendStorePortContract.DAY).lastId());
        }
        assertTrue(assertThrows(FishnetException.class, () -> AuditReader.open(file))
                .getMessage()
                .endsWith("they are of version 1, and this needs 2 to 5, as they are once Fishnet has started"));

        try (SqliteBooks books = WrittenLog.of(3, file)) {
            assertEquals(
                    List.of(SpendStorePortContract.sum(SpendStorePortContract.DAY, 120, 300, 2)),
                    books.since(SpendStorePortContract.DAY).days());
            assertEquals(
                    List.of(new Baseline(
                            new AgentName("claude"), UpstreamName.OPENAI, "aa", SpendStorePortContract.NOW)),
                    books.baselines());
        }
        assertEquals(3, ReadLog.checked(file).texts().size());
    }

    private void unpack(String name) throws Exception {
        try (InputStream old =
                new GZIPInputStream(Objects.requireNonNull(LogFileTest.class.getResourceAsStream("/store/" + name)))) {
            Files.copy(old, file);
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /** Made by the Fishnet that gave every entry a row: twelve of them, and the reservations 8 and 9, one settled. */
    @Test
    void booksOfTheSecondVersionAreReadAndGoOn() throws Exception {
        unpack("fishnet-v2.db.gz");
        SpendHistory history =
                new SpendHistory(9, List.of(SpendStorePortContract.sum(SpendStorePortContract.DAY, 120, 300, 2)));
        try (BooksReader before = BooksReader.open(file)) {
            assertEquals(history, before.since(SpendStorePortContract.DAY));
        }
        ReadLog log = ReadLog.checked(file);

        try (SqliteBooks books = SqliteBooks.open(file)) {
            assertEquals(history, books.since(SpendStorePortContract.DAY));
            assertEquals(log.head(), books.head());
            assertEquals(12, get(books.append(act(12))));
        }
        assertEquals(log.texts(), ReadLog.checked(file).texts().subList(0, 12));
    }

    @Test
    @Tag("S-67")
    void whatIsWrittenTogetherSharesRowsOfOneBlockEach() throws Exception {
        try (SqliteBooks books = WrittenLog.inFewRows(600, file)) {
            assertEquals(ReadLog.checked(file).head(), books.head());
        }
        try (Connection connection = Connections.reader(file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*), sum(length(leaf)) / 32,"
                        + " sum(n / 256 <> (n + length(leaf) / 32 - 1) / 256) FROM entries")) {
            assertTrue(rows.getInt(1) < 10, rows.getInt(1) + " rows");
            assertEquals(600, rows.getInt(2));
            assertEquals(0, rows.getInt(3), "rows of two blocks");
        }
    }

    @Test
    void whatIsWrittenTogetherTakesATenthOfItsLength() throws Exception {
        WrittenLog.inFewRows(600, file).close();
        int length =
                ReadLog.checked(file).texts().stream().mapToInt(String::length).sum();
        try (Connection connection = Connections.reader(file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT sum(length(entry)) FROM entries")) {
            assertTrue(rows.getInt(1) * 10 < length, rows.getInt(1) + " of " + length + " bytes");
        }
    }

    @Test
    void aRowIsNoLongerThanThatAnEntryIsReadQuickly() throws Exception {
        try (SqliteBooks books = WrittenLog.of(1, file)) {
            String text = "x".repeat(30_000);
            List<CompletionStage<Long>> stages = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                stages.add(books.appendSoon(new AuditEntry.Prompt(AuditStorePortContract.NOW, 0, text, 30_000)));
            }
            for (CompletionStage<Long> stage : stages) {
                get(stage);
            }
        }
        assertEquals(21, ReadLog.checked(file).texts().size());
        try (Connection connection = Connections.reader(file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT entry FROM entries")) {
            int count = 0;
            for (; rows.next(); count++) {
                int length = RowText.lines(rows.getBytes(1)).length;
                assertTrue(length > 0 && length <= 64 * 1024, length + " bytes");
            }
            assertTrue(count > 10, count + " rows");
        }
    }

    @Test
    void whatIsKeptOfAnEntryIsItsText() throws Exception {
        WrittenLog.of(3, file).close();

        assertEquals(
                List.of(OPENED, act(1), act(2)).stream().map(LogFileTest::text).toList(),
                replaced(ReadLog.checked(file).texts()));
    }

    private static String text(AuditEntry entry) {
        return new String(EntryText.of(0, entry), StandardCharsets.UTF_8);
    }

    /** Without their indexes. */
    private static List<String> replaced(List<String> texts) {
        return texts.stream()
                .map(text -> text.replaceFirst("\"n\":\\d+", "\"n\":0"))
                .toList();
    }

    @Test
    void theHeadIsTheRootOverEveryEntryThatWasAcknowledged() throws Exception {
        try (SqliteBooks books = SqliteBooks.open(file)) {
            assertEquals(TreeHead.EMPTY, books.head());
        }
        try (SqliteBooks books = WrittenLog.of(700, file)) {
            assertEquals(ReadLog.checked(file).head(), books.head());
            get(books.append(act(700)));
            assertEquals(701, books.head().size());
        }
        try (SqliteBooks again = SqliteBooks.open(file)) {
            assertEquals(ReadLog.checked(file).head(), again.head());
        }
    }

    @Test
    @Tag("S-54")
    void aLogBeginsWithItsNameAndHasNoOther() throws Exception {
        try (SqliteBooks books = SqliteBooks.open(file)) {
            assertEquals(
                    "a log begins with its name and its key",
                    failure(books.append(act(1))).getMessage());
            assertEquals(0, get(books.append(OPENED)));
            assertEquals(
                    "this log has been opened before",
                    failure(books.append(OPENED)).getMessage());
            assertEquals(1, get(books.append(act(1))), "what did not fit failed alone");
        }
        assertEquals(2, ReadLog.checked(file).texts().size());
    }

    @Test
    void withDurabilityPowerEverythingIsWrittenAsMuch() throws Exception {
        try (SqliteBooks books = SqliteBooks.open(file, Durability.POWER)) {
            assertEquals(0, get(books.append(OPENED)));
            get(books.append(SpendStorePortContract.held(1, 5, SpendStorePortContract.DAY)));
            assertEquals(1, get(books.appendSynced(act(1))));
        }
        assertEquals(2, ReadLog.checked(file).texts().size());
    }

    @Test
    @Tag("S-53")
    void twoProcessesTakeTurns() throws Exception {
        try (SqliteBooks daemon = WrittenLog.of(250, file);
                SqliteBooks command = SqliteBooks.open(file)) {
            List<CompletionStage<Long>> stages = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                stages.add(daemon.append(intent(1)));
                stages.add(i % 2 == 0 ? command.append(act(i)) : command.appendSynced(intent(2)));
                if (i % 20 == 0) {
                    get(stages.getLast());
                }
            }
            List<Long> indexes = new ArrayList<>();
            for (CompletionStage<Long> stage : stages) {
                indexes.add(get(stage));
            }

            assertEquals(400, Set.copyOf(indexes).size());
            get(daemon.append(act(1)));
            assertEquals(ReadLog.checked(file).head(), daemon.head());
            assertEquals(651, daemon.head().size());
            assertEquals(Set.of(1L, 2L), daemon.credentialsUsed());
        }
    }

    @Test
    void aReaderSeesTheMomentItWasOpened() throws Exception {
        try (SqliteBooks books = WrittenLog.inFewRows(10, file);
                AuditReader reader = AuditReader.open(file)) {
            get(books.append(act(10)));

            assertEquals(10, reader.head().size());
            assertEquals(List.of(8L, 9L), up(reader, 8, 99));
            assertEquals(List.of(3L, 2L, 1L, 0L), down(reader, 3, 99));
            assertEquals(List.of(4L, 5L), up(reader, 4, 2));
            assertEquals(List.of(9L, 8L), down(reader, 500, 2));
        }
    }

    private static List<Long> up(AuditReader reader, long from, int most) throws FishnetException {
        List<Long> indexes = new ArrayList<>();
        reader.entries(from, (index, text, leaf) -> {
            indexes.add(index);
            return indexes.size() < most;
        });
        return indexes;
    }

    private static List<Long> down(AuditReader reader, long from, int most) throws FishnetException {
        List<Long> indexes = new ArrayList<>();
        reader.backwards(from, (index, text, leaf) -> {
            indexes.add(index);
            return indexes.size() < most;
        });
        return indexes;
    }

    @Test
    void anEmptyLogCanBeRead() throws Exception {
        SqliteBooks.open(file).close();

        assertEquals(new ReadLog(List.of(), List.of(LogHash.EMPTY), List.of()), ReadLog.checked(file));
        try (AuditReader reader = AuditReader.open(file)) {
            assertEquals(0, reader.first());
        }
    }
}
