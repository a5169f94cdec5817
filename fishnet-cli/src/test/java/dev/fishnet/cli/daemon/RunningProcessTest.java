package dev.fishnet.cli.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.storage.PidFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
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

        String said = new RunningProcess(new Ending(() -> {
                    delete(path);
                    CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS)
                            .execute(held::release);
                }))
                .stop(pidFile);

        assertEquals("Fishnet stopped.", said);
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One process, and what it does when it is asked to end. */
    private record Ending(Runnable whenAsked) implements ProcessControlPort {
        @Override
        public boolean terminate(long pid, Instant startedAt) {
            whenAsked.run();
            return true;
        }

        @Override
        public Optional<Instant> startOf(long pid) {
            return Optional.of(START);
        }

        @Override
        public ProcessOutcome run(Command command) {
            throw new UnsupportedOperationException();
        }
    }
}
