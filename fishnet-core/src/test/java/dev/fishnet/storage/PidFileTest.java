package dev.fishnet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Locks belong to processes, so the daemon here is one: this class's {@link #main}. */
@Tag("S-17")
class PidFileTest {
    private static final Instant START = Instant.parse("1970-01-02T10:00:00.010Z");
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @TempDir
    Path folder;

    private PidFile pidFile;
    private Process daemon;

    @BeforeEach
    void startADaemon() throws IOException {
        pidFile = new PidFile(folder.resolve("fishnet.pid"));
        daemon = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PidFileTest.class.getName(),
                        folder.resolve("fishnet.pid").toString())
                .redirectErrorStream(true)
                .start();
        BufferedReader said = daemon.inputReader(StandardCharsets.UTF_8);
        assertEquals("held", said.readLine());
    }

    @AfterEach
    void endTheDaemon() throws InterruptedException {
        daemon.destroyForcibly().waitFor();
    }

    /** Holds the pid file until it is killed or its standard input ends. */
    public static void main(String[] args) throws Exception {
        PidFile.Holder self = new PidFile.Holder(ProcessHandle.current().pid(), START, NOW);
        PidFile.Held held = new PidFile(Path.of(args[0])).acquire(self).orElseThrow();
        System.out.println("held");
        System.in.read();
        held.release();
    }

    @Test
    void aRunningDaemonIsFoundByItsLock() throws FishnetException {
        assertEquals(Optional.of(new PidFile.Holder(daemon.pid(), START, NOW)), pidFile.holder());
    }

    @Test
    void aSecondDaemonIsTurnedAway() throws FishnetException {
        assertTrue(pidFile.acquire(new PidFile.Holder(1, START, NOW)).isEmpty());
        assertEquals(daemon.pid(), pidFile.holder().orElseThrow().pid());
    }

    @Test
    void aKilledDaemonLeavesAStaleFileThatFoolsNobody() throws Exception {
        daemon.destroyForcibly().waitFor();

        assertEquals(Optional.empty(), pidFile.holder());
        assertTrue(pidFile.removeStale());
        assertFalse(Files.exists(folder.resolve("fishnet.pid")));
    }

    /** Found in review: looking made a lock file of root's, which the daemon could not take after. */
    @Test
    void lookingAndCleaningUpMakeNoLockFile() throws Exception {
        daemon.destroyForcibly().waitFor();
        Files.delete(folder.resolve("fishnet.pid.lock"));

        assertEquals(Optional.empty(), pidFile.holder());
        assertTrue(pidFile.removeStale());

        assertFalse(Files.exists(folder.resolve("fishnet.pid.lock")));
    }

    @Test
    void theFileOfARunningDaemonIsNotRemoved() throws Exception {
        assertFalse(pidFile.removeStale());
        assertTrue(Files.exists(folder.resolve("fishnet.pid")));
    }

    @Test
    void aDaemonThatEndsCleansUpAndMakesRoomForTheNext() throws Exception {
        daemon.getOutputStream().close();
        daemon.waitFor();

        assertFalse(Files.exists(folder.resolve("fishnet.pid")));
        assertFalse(pidFile.removeStale());
        PidFile.Held held = pidFile.acquire(new PidFile.Holder(42, START, NOW)).orElseThrow();
        assertEquals("42 " + START + " " + NOW + "\n", Files.readString(folder.resolve("fishnet.pid")));
        held.release();
    }

    @Test
    @Tag("S-16")
    void itsFilesAreTheOwnersAlone() throws IOException {
        for (String name : new String[] {"fishnet.pid", "fishnet.pid.lock"}) {
            assertEquals(
                    "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "-1 1970-01-02T10:00:00Z 2026-11-21T10:00:00Z\n",
                "0 1970-01-02T10:00:00Z 2026-11-21T10:00:00Z\n",
                "7 then now\n",
                "7\n"
            })
    void aLockWithoutAReadableHolderIsAnErrorAndNotAGuess(String content) throws IOException {
        Files.writeString(folder.resolve("fishnet.pid"), content);

        assertThrows(FishnetException.class, () -> pidFile.holder());
    }

    @Test
    void aLockIsHeldWhateverBecameOfTheFile() throws Exception {
        Files.delete(folder.resolve("fishnet.pid"));

        assertTrue(pidFile.isHeld());
        daemon.destroyForcibly().waitFor();
        assertFalse(pidFile.isHeld());
    }
}
