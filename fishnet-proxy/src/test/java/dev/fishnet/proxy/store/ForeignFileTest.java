package dev.fishnet.proxy.store;

import static dev.fishnet.proxy.store.WrittenLog.failure;
import static dev.fishnet.testkit.AuditStorePortContract.act;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file that somebody has made who wants more than to be read. */
@Tag("S-54")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ForeignFileTest {
    private static final int SIZE = 3;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws Exception {
        file = SqliteBooks.in(folder);
        WrittenLog.of(SIZE, file).close();
    }

    /** As somebody does it who has SQLite, and none of our limits. */
    private void execute(List<String> statements) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a function in a view   | DROP TABLE entries; CREATE VIEW entries AS SELECT 0 AS n, reverse('x') AS entry, x'' AS leaf | unsafe use of reverse()
            more than memory holds | UPDATE entries SET entry = zeroblob(17000000) WHERE n = 1                                  | too big
            """)
    void whatIsNoLogIsNotReadAsOne(String what, String sql, String said) throws Exception {
        execute(List.of(sql.split(";")));

        try (AuditReader reader = AuditReader.open(file)) {
            FishnetException refused =
                    assertThrows(FishnetException.class, () -> reader.entries(0, (index, text, leaf) -> true), what);

            assertEquals(ErrorKind.CORRUPT, refused.kind());
            assertTrue(refused.getMessage().contains(said), refused.getMessage());
        }
    }

    @Test
    void whatAFileWantsDoneAtEachWriteIsNotDone() throws Exception {
        execute(List.of("CREATE TRIGGER forget AFTER INSERT ON entries BEGIN DELETE FROM entries WHERE n = 1; END"));

        try (SqliteBooks books = SqliteBooks.open(file)) {
            FishnetException refused = failure(books.append(act(SIZE)));

            assertEquals(ErrorKind.UNAVAILABLE, refused.kind());
            assertTrue(refused.getMessage().contains("trigger"), refused.getMessage());
        }
        assertEquals(SIZE, ReadLog.checked(file).texts().size());
    }
}
