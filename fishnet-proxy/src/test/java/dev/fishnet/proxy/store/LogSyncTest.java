package dev.fishnet.proxy.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.io.IOException;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With a disk whose every sync begins and ends when the test says so. */
@Tag("S-53")
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class LogSyncTest {
    private final SlowDisk disk = new SlowDisk();
    private final List<String> told = new ArrayList<>();
    private final LogSync sync = LogSync.start(disk, failure -> {
        told.add("shut");
        return new FishnetException(ErrorKind.UNAVAILABLE, "the disk: " + failure.getMessage(), "mend it");
    });

    private static final class SlowDisk implements LogSync.Disk {
        private final SynchronousQueue<Boolean> begins = new SynchronousQueue<>();
        private final SynchronousQueue<Boolean> ends = new SynchronousQueue<>();

        @Override
        public void sync() throws IOException {
            try {
                begins.put(true);
                if (!ends.take()) {
                    throw new IOException("broken");
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        void awaitBegin() throws InterruptedException {
            begins.take();
        }

        void end(boolean well) throws InterruptedException {
            ends.put(well);
        }

        @Override
        public void close() {}
    }

    /** Something that has been committed. */
    private static Waiting<Long> committed(long index) throws Exception {
        Waiting<Long> waiting = new Waiting<>(statements -> index, Waiting.Pace.SYNCED);
        try (Statements nowhere = new Statements(DriverManager.getConnection("jdbc:sqlite::memory:"))) {
            waiting.write(nowhere);
        }
        return waiting;
    }

    private static CompletableFuture<Long> done(Waiting<Long> waiting) {
        return waiting.toCompletableFuture();
    }

    @Test
    void whatIsCommittedDuringASyncWaitsForTheNext() throws Exception {
        Waiting<Long> first = committed(1);
        Waiting<Long> second = committed(2);
        sync.committed(List.of(first));
        disk.awaitBegin();
        sync.committed(List.of(second));

        disk.end(true);
        assertEquals(1, done(first).get());
        disk.awaitBegin();
        assertFalse(done(second).isDone());

        disk.end(true);
        assertEquals(2, done(second).get());
        sync.close();
    }

    @Test
    void whoeverIsToldHoldsUpNeitherTheWriterNorTheOrder() throws Exception {
        Waiting<Long> first = committed(1);
        CompletableFuture<Long> thinking = new CompletableFuture<>();
        CompletableFuture<Boolean> letGo = new CompletableFuture<>();
        CompletableFuture<Void> after = done(first).thenAccept(index -> {
            thinking.complete(index);
            letGo.join();
        });
        sync.committed(List.of(first));
        disk.awaitBegin();
        disk.end(true);
        assertEquals(1, thinking.get());

        sync.committed(List.of(committed(2)));
        assertFalse(after.isDone(), "the writer goes on while somebody thinks about what was said");

        letGo.complete(true);
        disk.awaitBegin();
        disk.end(true);
        sync.close();
    }

    @Test
    void afterAFailureNobodyIsToldThatAnythingIsOnTheDisk() throws Exception {
        Waiting<Long> first = committed(1);
        Waiting<Long> second = committed(2);
        Waiting<Long> third = committed(3);
        sync.committed(List.of(first));
        disk.awaitBegin();
        sync.committed(List.of(second));

        disk.end(false);

        for (Waiting<Long> each : List.of(first, second, third)) {
            if (each == third) {
                sync.committed(List.of(third));
            }
            assertEquals("the disk: broken", WrittenLog.failure(each).getMessage());
        }
        assertEquals(List.of("shut"), told);
        sync.close();
    }

    @Test
    void closingSyncsWhatWasCommitted() throws Exception {
        sync.committed(List.of());
        CompletableFuture<Boolean> closed = CompletableFuture.supplyAsync(() -> {
            try {
                sync.close();
                return true;
            } catch (IOException e) {
                return false;
            }
        });

        disk.awaitBegin();
        assertFalse(closed.isDone());
        disk.end(true);

        assertTrue(closed.get());
    }
}
