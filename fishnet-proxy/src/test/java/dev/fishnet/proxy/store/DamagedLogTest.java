package dev.fishnet.proxy.store;

import static dev.fishnet.proxy.store.WrittenLog.failure;
import static dev.fishnet.testkit.AuditStorePortContract.act;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.testkit.SpendStorePortContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A log of 600 entries that somebody has laid hands on. */
@Tag("S-54")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DamagedLogTest {
    private static final int SIZE = 600;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = SqliteBooks.in(folder);
    }

    private SqliteBooks open() throws Exception {
        return WrittenLog.of(SIZE, file);
    }

    private void damage(String sql) throws Exception {
        try (Connection connection = Connections.writer(file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA ignore_check_constraints = 1");
            statement.execute("PRAGMA writable_schema = 1");
            for (String each : sql.split(";")) {
                statement.execute(each);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DELETE FROM log_head                                          | its head is not there
            UPDATE log_head SET size = 599                                | its head is none of a log of 599 entries
            UPDATE log_head SET size = -1                                 | its head is none of a log of -1 entries
            UPDATE log_head SET size = 0, peaks = x''                     | its head is of 0 entries, and the last one kept is entry 599
            UPDATE log_head SET peaks = x'00'                             | its head is none of a log of 600 entries
            UPDATE log_head SET peaks = zeroblob(128)                     | its head is not the one of its 600 entries
            DELETE FROM entries                                           | its head is of 600 entries, and the last one kept is none
            DELETE FROM entries WHERE n = 599                             | its head is of 600 entries, and the last one kept is entry 598
            DELETE FROM entries WHERE n = 550                             | entry 550 is not there
            UPDATE entries SET n = 700 WHERE n = 599                      | its head is of 600 entries, and the last one kept is entry 700
            UPDATE entries SET entry = x'7b7d' WHERE n = 512              | entry 512 is not what its hash was made of
            UPDATE entries SET leaf = zeroblob(32) WHERE n = 599          | entry 599 is not what its hash was made of
            UPDATE entries SET leaf = x'00' WHERE n = 599                 | entry 599 is not what its hash was made of
            UPDATE subtrees SET hash = zeroblob(32) WHERE n = 1           | its head is not the one of its 600 entries
            UPDATE subtrees SET hash = x'' WHERE n = 0                    | hash 0 of level 8 is not there
            DELETE FROM subtrees                                          | hash 0 of level 8 is not there
            INSERT INTO subtrees VALUES (8, 2, zeroblob(32))              | it has hash 2 of level 8, over entries that are not there
            INSERT INTO subtrees VALUES (16, 9, zeroblob(32))             | it has hash 9 of level 16, over entries that are not there
            """)
    void aHeadThatDoesNotFitItsEntriesIsRefusedAndLeftAsItIs(String damage, String said) throws Exception {
        open().close();
        damage(damage);
        List<String> before = contents();

        FishnetException refused = assertThrows(FishnetException.class, () -> SqliteBooks.open(file));

        assertEquals(ErrorKind.CORRUPT, refused.kind());
        assertEquals("the log in " + file + " is damaged: " + said, refused.getMessage());
        assertEquals(before, contents());
        assertThrows(FishnetException.class, () -> SqliteBooks.open(file), "and the next time too");
    }

    @Test
    @Tag("S-67")
    void ofARowWithSeveralTheEntryIsNamed() throws Exception {
        WrittenLog.inFewRows(SIZE, file).close();
        replaceInRows("token 598", "token 5x8");

        FishnetException refused = assertThrows(FishnetException.class, () -> SqliteBooks.open(file));

        assertEquals(
                "the log in " + file + " is damaged: entry 598 is not what its hash was made of", refused.getMessage());
    }

    /** In rows as they are read; they are written as they would have been. */
    private void replaceInRows(String what, String by) throws Exception {
        try (Connection connection = Connections.writer(file);
                RowText text = new RowText();
                Statement query = connection.createStatement();
                ResultSet rows = query.executeQuery("SELECT n, entry FROM entries ORDER BY n");
                PreparedStatement update = connection.prepareStatement("UPDATE entries SET entry = ? WHERE n = ?")) {
            while (rows.next()) {
                byte[] lines = new String(RowText.lines(rows.getBytes(2)), UTF_8)
                        .replace(what, by)
                        .getBytes(UTF_8);
                update.setBytes(1, text.of(lines, lines.length));
                update.setLong(2, rows.getLong(1));
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private List<String> contents() throws Exception {
        List<String> rows = new ArrayList<>();
        try (Connection connection = Connections.reader(file);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT n || hex(entry) || hex(leaf) FROM entries UNION ALL"
                        + " SELECT level || n || hex(hash) FROM subtrees UNION ALL"
                        + " SELECT size || hex(peaks) FROM log_head")) {
            while (found.next()) {
                rows.add(found.getString(1));
            }
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(strings = {"DROP TABLE entries", "DROP TABLE subtrees", "DROP TABLE log_head"})
    void aLogWithoutItsTablesIsRefused(String damage) throws Exception {
        open().close();
        damage(damage);

        assertEquals(
                ErrorKind.CORRUPT,
                assertThrows(FishnetException.class, () -> SqliteBooks.open(file))
                        .kind());
    }

    /** What changes the file while the daemon runs is met by its next write. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UPDATE log_head SET size = 0, peaks = x''            | its head has changed, and the log has not grown
            UPDATE log_head SET peaks = zeroblob(128)            | its head has changed, and the log has not grown
            UPDATE log_head SET size = 640, peaks = zeroblob(64) | its head is of 640 entries, and the last one kept is entry 599
            DELETE FROM log_head                                 | its head is not there
            """)
    void aHeadThatChangesUnderTheWriterEndsTheWriting(String damage, String said) throws Exception {
        try (SqliteBooks books = open()) {
            damage(damage);

            FishnetException refused = failure(books.append(act(1)));

            assertEquals(ErrorKind.CORRUPT, refused.kind());
            assertEquals("the log in " + file + " is damaged: " + said, refused.getMessage());
            assertEquals(refused, failure(books.appendSynced(act(2))));
            assertEquals(
                    refused,
                    failure(books.append(SpendStorePortContract.held(1, 1, SpendStorePortContract.DAY))),
                    "the books take nothing more either");
            assertEquals(SIZE, books.head().size());
        }
    }

    /** Whoever verifies has to see what is there. */
    @Test
    void aReaderHandsOnWhatIsWrong() throws Exception {
        open().close();
        damage("UPDATE entries SET leaf = x'00' WHERE n = 1; UPDATE entries SET n = -5 WHERE n = 2;"
                + " UPDATE entries SET entry = x'' WHERE n = 3; UPDATE subtrees SET hash = x'0102' WHERE n = 0");
        List<String> seen = new ArrayList<>();

        try (AuditReader reader = AuditReader.open(file)) {
            reader.entries(-10, (index, text, leaf) -> {
                seen.add(index + (text.length == 0 ? " nothing" : "") + (leaf.isEmpty() ? " without a hash" : ""));
                return seen.size() < 4;
            });
            assertEquals(-5, reader.first());
            assertTrue(reader.node(8, 0).isEmpty());
        }

        assertEquals(List.of("-5", "0", "1 without a hash", "3 nothing"), seen);
    }

    @Test
    @Tag("S-58")
    void aForgedRowWhereIndexesEndIsHandedOnOnce() throws Exception {
        open().close();
        damage("INSERT INTO entries SELECT " + Long.MAX_VALUE + ", entry, leaf FROM entries WHERE n = 1;"
                + " INSERT INTO entries SELECT " + Long.MIN_VALUE + ", entry, leaf FROM entries WHERE n = 1");

        try (AuditReader reader = AuditReader.open(file)) {
            List<Long> up = new ArrayList<>();
            List<Long> down = new ArrayList<>();
            reader.entries(Long.MIN_VALUE, (index, text, leaf) -> up.add(index));
            reader.backwards(Long.MAX_VALUE, (index, text, leaf) -> down.add(index));

            assertEquals(SIZE + 2, up.size());
            assertEquals(Long.MIN_VALUE, up.getFirst());
            assertEquals(Long.MAX_VALUE, up.getLast());
            assertEquals(up, down.reversed());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE FROM log_head", "UPDATE log_head SET peaks = x'01'", "DROP TABLE log_head"})
    void aReaderSaysThatThereIsNoHead(String damage) throws Exception {
        open().close();
        damage(damage);

        try (AuditReader reader = AuditReader.open(file)) {
            assertEquals(
                    ErrorKind.CORRUPT,
                    assertThrows(FishnetException.class, reader::head).kind());
        }
    }
}
