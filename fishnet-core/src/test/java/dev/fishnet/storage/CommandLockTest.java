package dev.fishnet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One command at a time, with other processes that hold the lock for real. */
@Timeout(60)
class CommandLockTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private Path file = Path.of("lock");
    private final AtomicInteger notes = new AtomicInteger();

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("lock");
    }

    private CommandLock acquire(Duration patience) throws FishnetException {
        return CommandLock.acquire(file, patience, notes::incrementAndGet);
    }

    @Test
    void theFileIsItsOwnersAloneAndStays() throws FishnetException, IOException {
        acquire(Duration.ZERO).close();

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        acquire(Duration.ZERO).close();
        assertEquals(0, notes.get());
    }

    @Test
    void whoWaitsTooLongGivesUpAndIsToldWhoIsInTheWay() throws Exception {
        Process other = ForkedLocker.holding(file);
        try {
            FishnetException gaveUp = assertThrows(FishnetException.class, () -> acquire(Duration.ofSeconds(2)));

            assertEquals(ErrorKind.UNAVAILABLE, gaveUp.kind());
            assertEquals("another command has held " + file + " for 2 s", gaveUp.getMessage());
            assertEquals(Optional.of("see whose it is: sudo fuser -v " + file), gaveUp.hint());
            assertEquals(1, notes.get());
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    @Test
    void aShortWaitIsNoNews() throws Exception {
        Process other = ForkedLocker.holding(file);
        try {
            assertThrows(FishnetException.class, () -> acquire(Duration.ofMillis(200)));
            assertEquals(0, notes.get());
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    @Test
    void itIsFreeWhenItsHolderIsKilled() throws Exception {
        Process other = ForkedLocker.holding(file);
        CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS).execute(other::destroyForcibly);

        acquire(LONG).close();

        assertTrue(other.waitFor(10, TimeUnit.SECONDS));
        assertFalse(other.exitValue() == 0);
    }

    @Test
    void anotherProcessWaitsForThisOne() throws Exception {
        CommandLock lock = acquire(Duration.ZERO);
        CompletableFuture<Process> other = CompletableFuture.supplyAsync(() -> {
            try {
                return ForkedLocker.holding(file);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThrows(java.util.concurrent.TimeoutException.class, () -> other.get(1500, TimeUnit.MILLISECONDS));

        lock.close();

        other.get(20, TimeUnit.SECONDS).destroyForcibly().waitFor();
    }

    @Test
    void anotherThreadWaitsToo() throws Exception {
        CommandLock lock = acquire(Duration.ZERO);
        CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS).execute(lock::close);

        acquire(LONG).close();
    }

    @Test
    void aLinkIsNotFollowed() throws IOException {
        Path target = folder.resolve("target");
        Files.createSymbolicLink(file, target);

        FishnetException refused = assertThrows(FishnetException.class, () -> acquire(Duration.ZERO));

        assertEquals(ErrorKind.UNAVAILABLE, refused.kind());
        assertFalse(Files.exists(target, LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void aFileThatSomebodyElseCouldLockIsRefused() throws Exception {
        acquire(Duration.ZERO).close();
        assumeTrue("root".equals(System.getProperty("user.name")), "needs root, to give the file away");
        Files.setAttribute(file, "unix:uid", 65_534);

        FishnetException refused = assertThrows(FishnetException.class, () -> acquire(Duration.ZERO));

        assertEquals(ErrorKind.DENIED, refused.kind());
        assertEquals(Optional.of("move it away"), refused.hint());
    }

    @Test
    void aFolderThatIsNotThereIsSaidSo() {
        file = folder.resolve("none/lock");

        FishnetException refused = assertThrows(FishnetException.class, () -> acquire(Duration.ZERO));

        assertEquals(ErrorKind.NOT_FOUND, refused.kind());
    }

    @Test
    void whoIsInterruptedStopsWaiting() throws Exception {
        Process other = ForkedLocker.holding(file);
        try {
            Thread.currentThread().interrupt();
            assertThrows(FishnetException.class, () -> acquire(LONG));
            assertTrue(Thread.interrupted());
        } finally {
            other.destroyForcibly().waitFor();
        }
    }
}
