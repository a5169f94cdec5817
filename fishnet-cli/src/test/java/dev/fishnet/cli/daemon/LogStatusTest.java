package dev.fishnet.cli.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.audit.Action;
import dev.fishnet.audit.AuditEntry;
import dev.fishnet.cli.CommandLineHarness;
import dev.fishnet.cli.CommandLineHarness.Result;
import dev.fishnet.cli.FakePlatform;
import dev.fishnet.proxy.store.SqliteBooks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The line of {@code fishnet status} on the log. */
class LogStatusTest {
    private static final AuditEntry ACT =
            new AuditEntry.Act(LoggedRun.NOW, Action.FIREWALL_ENABLED, OptionalLong.of(0), "claude", "standard");

    @TempDir
    Path folder;

    @BeforeEach
    void aDataDirectory() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void withoutBooksThereIsNothingToSay() throws Exception {
        assertEquals("Status: stopped\n", status().out());
    }

    @Test
    void booksWithoutALogAwaitTheStart() throws Exception {
        SqliteBooks.open(SqliteBooks.in(folder)).close();

        assertTrue(status().out().contains("\nLog: begins with the next start\n"), status().out());
        assertTrue(json().contains(",\"log\":{\"entries\":0,\"archived\":0,\"signed\":0}"), json());
    }

    @Test
    void aLogSaysHowMuchOfItIsSigned() throws Exception {
        LoggedRun.vaultIn(folder);
        LoggedRun.begin(folder, "", new ByteArrayOutputStream()).close();

        assertTrue(status().out().contains("\nLog: 5 entries, all signed (to 2026-11-22 09:00 UTC)\n"), status().out());
        assertTrue(json().contains(",\"log\":{\"entries\":5,\"archived\":0,\"signed\":5}"), json());
    }

    @Test
    void aLogSaysHowMuchOfItIsArchived() throws Exception {
        LoggedRun.vaultIn(folder);
        LoggedRun.begin(folder, "", new ByteArrayOutputStream()).close();
        List<AuditEntry> acts = Collections.nCopies(295, ACT);
        try (SqliteBooks books = SqliteBooks.open(SqliteBooks.in(folder))) {
            for (AuditEntry act : acts) {
                books.append(act).toCompletableFuture().get(10, TimeUnit.SECONDS);
            }
            books.forget(256).toCompletableFuture().get(10, TimeUnit.SECONDS);
        }

        assertTrue(
                status().out().contains("\nLog: 300 entries, none signed yet, the first 256 archived\n"),
                status().out());
        assertTrue(json().contains(",\"log\":{\"entries\":300,\"archived\":256,\"signed\":0}"), json());
    }

    @Test
    void aLogThatCannotBeReadSaysSoAndTheRestIsStillSaid() throws Exception {
        SqliteBooks.open(SqliteBooks.in(folder)).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + SqliteBooks.in(folder));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("DROP TABLE checkpoints");
        }

        Result result = status();

        assertEquals(0, result.exitCode(), result.toString());
        assertTrue(result.out().startsWith("Status: stopped\n"), result.toString());
        assertTrue(result.out().contains("\nLog: "), result.toString());
        assertFalse(result.out().contains("begins with the next start"), result.toString());
        assertTrue(json().contains(",\"log\":{\"error\":\""), json());
    }

    private String json() throws IOException {
        return run("status", "--json").out();
    }

    private Result status() throws IOException {
        return run("status");
    }

    private Result run(String... arguments) throws IOException {
        FakePlatform platform = new FakePlatform();
        platform.users.runningAs((Integer) Files.getAttribute(folder, "unix:uid"));
        return CommandLineHarness.on(platform)
                .with("FISHNET_DATA_DIR", folder.toString())
                .run(arguments);
    }
}
