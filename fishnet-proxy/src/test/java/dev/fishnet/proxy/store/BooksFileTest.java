package dev.fishnet.proxy.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.alert.Alert;
import dev.fishnet.alert.AlertKind;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.BaselineStorePort.Baseline;
import dev.fishnet.testkit.SpendStorePortContract;
import dev.fishnet.upstream.UpstreamName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BooksFileTest {
    private static final Instant NOW = SpendStorePortContract.NOW;
    private static final AgentName CLAUDE = new AgentName("claude");

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = SqliteBooks.in(folder);
    }

    @Test
    void everyFileIsItsOwnersAlone() throws Exception {
        try (SqliteBooks books = SqliteBooks.open(file)) {
            books.append(SpendStorePortContract.held(1, 1, SpendStorePortContract.DAY))
                    .toCompletableFuture()
                    .get();

            assertEquals(
                    Map.of("fishnet.db", "rw-------", "fishnet.db-shm", "rw-------", "fishnet.db-wal", "rw-------"),
                    modes());
        }
        assertEquals(Map.of("fishnet.db", "rw-------"), modes());
    }

    private Map<String, String> modes() throws Exception {
        Map<String, String> modes = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each : files.toList()) {
                modes.put(
                        each.getFileName().toString(),
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(each)));
            }
        }
        return modes;
    }

    @Test
    void booksThatOthersCanReadAreRefused() throws Exception {
        SqliteBooks.open(file).close();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertEquals(
                ErrorKind.DENIED,
                assertThrows(FishnetException.class, () -> SqliteBooks.open(file))
                        .kind());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE day_sums SET agent = 'Not A Name'",
                "UPDATE day_sums SET upstream = ''",
                "PRAGMA user_version = 99",
                "DROP TABLE day_sums"
            })
    @Tag("S-40")
    void whatCannotBeReadIsSaidAndNothingStarts(String damage) throws Exception {
        try (SqliteBooks books = SqliteBooks.open(file)) {
            books.append(SpendStorePortContract.held(1, 1, SpendStorePortContract.DAY))
                    .toCompletableFuture()
                    .get();
        }
        try (Connection connection = Connections.writer(file);
                Statement statement = connection.createStatement()) {
            statement.execute(damage);
        }

        FishnetException refused = assertThrows(FishnetException.class, () -> {
            try (SqliteBooks books = SqliteBooks.open(file)) {
                books.since(LocalDate.EPOCH);
            }
        });

        assertEquals(ErrorKind.CORRUPT, refused.kind());
        assertTrue(refused.getMessage().startsWith("the books " + file + " cannot be read: "));
    }

    @Test
    void aFileThatIsNoDatabaseIsRefused() throws Exception {
        SqliteBooks.open(file).close();
        Files.writeString(file, "not a database, and long enough to be looked at ".repeat(100));

        assertEquals(
                ErrorKind.CORRUPT,
                assertThrows(FishnetException.class, () -> SqliteBooks.open(file))
                        .kind());
    }

    @Test
    void theSameAlertIsKeptOnceAnHour() throws Exception {
        try (SqliteBooks books = SqliteBooks.open(file)) {
            for (int minutes : new int[] {0, 59, 60, 119, 121}) {
                books.raise(alert(minutes, "claude/openai"));
            }
            books.raise(alert(5, "codex/openai"));
            books.reset(CLAUDE).toCompletableFuture().get();
        }

        try (BooksReader reader = BooksReader.open(file)) {
            assertEquals(
                    List.of(
                            alert(121, "claude/openai"),
                            alert(60, "claude/openai"),
                            alert(5, "codex/openai"),
                            alert(0, "claude/openai")),
                    reader.alertsSince(NOW));
            assertEquals(List.of(alert(121, "claude/openai")), reader.alertsSince(NOW.plus(Duration.ofMinutes(61))));
        }
    }

    private static Alert alert(int minutes, String about) {
        return new Alert(
                NOW.plus(Duration.ofMinutes(minutes)), AlertKind.PROMPT_DRIFT, about, "the prompt has changed");
    }

    @Test
    void aBaselineStaysUntilItIsReset() throws Exception {
        Baseline first = new Baseline(CLAUDE, UpstreamName.OPENAI, "aa", NOW);
        Baseline later = new Baseline(CLAUDE, UpstreamName.OPENAI, "bb", NOW.plus(Duration.ofHours(1)));
        Baseline other = new Baseline(new AgentName("codex"), UpstreamName.OPENAI, "cc", NOW);
        try (SqliteBooks books = SqliteBooks.open(file)) {
            for (Baseline baseline : List.of(first, later, other)) {
                books.putIfAbsent(baseline).toCompletableFuture().get();
            }
            assertEquals(List.of(first, other), books.baselines());

            books.reset(CLAUDE).toCompletableFuture().get();

            assertEquals(List.of(other), books.baselines());
        }
    }

    @Test
    void booksThatAreNotThereAreNotMadeByReading() {
        assertThrows(FishnetException.class, () -> BooksReader.open(file));
        assertTrue(Files.notExists(file));
    }
}
