package dev.fishnet.cli.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.cli.CommandLineHarness;
import dev.fishnet.cli.CommandLineHarness.Result;
import dev.fishnet.cli.FakePlatform;
import dev.fishnet.proxy.store.SqliteBooks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The line of {@code fishnet status} on the log. */
class LogStatusTest {
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
