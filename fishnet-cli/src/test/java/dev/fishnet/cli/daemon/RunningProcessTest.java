package dev.fishnet.cli.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fishnet.storage.PidFile;
import dev.fishnet.testkit.ScriptedProcesses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningProcessTest {
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    @TempDir
    Path folder;

    /** Seen: stop looked while the file was gone and the lock was not, and said that Fishnet was just starting. */
    @Test
    void stopWaitsForADaemonThatHasRemovedItsFileAndStillHoldsItsLock() throws Exception {
        Path path = folder.resolve("fishnet.pid");
        PidFile pidFile = new PidFile(path);
        PidFile.Held held = pidFile.acquire(new PidFile.Holder(7, START, START)).orElseThrow();

        ScriptedProcesses processes = new ScriptedProcesses().running(7, START, () -> {
            delete(path);
            CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS).execute(held::release);
        });

        String said = new RunningProcess(processes).stop(pidFile);

        assertEquals("Fishnet stopped.", said);
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
