package dev.fishnet.cli.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.audit.EntryReader;
import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.store.AuditReader;
import dev.fishnet.proxy.store.SqliteBooks;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code start}, {@code status} and {@code stop} of a checkout, as an operator without root uses them. */
class DaemonIT {
    private static final String PASSWORD = "the lab's own password";

    private static Path launcher;

    @TempDir
    Path folder;

    private int port;
    private Path data;
    private Path log;
    private Process daemon;

    @BeforeAll
    static void build() {
        launcher = Requirements.checkoutsLauncher();
    }

    @BeforeEach
    void startTheDaemon() throws Exception {
        port = Ports.free();
        data = Files.createDirectory(
                folder.resolve("data"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        QuickVault.create(data, PASSWORD);
        log = folder.resolve("log");
        daemon = Run.start(argv("start"), environment(), Path.of("."), log);
        Await.until("the daemon to listen", () -> logged("[fishnet] listening on http://127.0.0.1:" + port));
    }

    @AfterEach
    void endTheDaemon() throws InterruptedException {
        daemon.destroyForcibly().waitFor();
    }

    @Test
    void itSaysWhereItListensAndAnswersThere() throws IOException {
        assertTrue(logged("[fishnet] no config file found, using defaults"));
        assertTrue(exchange("GET /health HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n\r\n")
                .endsWith("{\"status\":\"ok\"}"));
    }

    @Test
    void statusKnowsTheProcess() {
        List<String> lines = fishnet("status").lines();

        assertEquals(List.of("Status: running", "PID: " + daemon.pid(), "Uptime: 0m"), lines.subList(0, 3));
        assertTrue(lines.get(3).startsWith("Log: 4 entries, "), lines.get(3));
        assertEquals(
                List.of("Active alerts: 0 (critical: 0, warning: 0)", "Today's spend: none"),
                lines.subList(4, lines.size()));
    }

    @Test
    void aSecondOneIsTurnedAwayAndTheFirstGoesOn() {
        Run second = fishnet("start");

        assertEquals(1, second.exit());
        assertTrue(
                second.output()
                        .contains("[fishnet] already running (pid: " + daemon.pid() + "). use `fishnet stop` first"),
                second.output());
        assertTrue(daemon.isAlive());
    }

    @Test
    void stopEndsItInOrder() throws Exception {
        Run stop = fishnet("stop");

        assertEquals(List.of("Fishnet stopped."), stop.lines());
        assertTrue(daemon.waitFor(10, TimeUnit.SECONDS));
        assertEquals(0, daemon.exitValue());
        assertFalse(Files.exists(data.resolve("fishnet.pid")));
        assertEquals(List.of("Fishnet is not running."), fishnet("stop").lines());
        assertEquals("Status: stopped", fishnet("status").lines().getFirst());
    }

    @Test
    @Tag("S-61")
    void itsRunIsInTheLogAndAllOfItIsSigned() throws Exception {
        assertTrue(exchange("GET /proxy/openai/v1/models HTTP/1.1\r\nHost: 127.0.0.1:" + port
                        + "\r\nConnection: close\r\n\r\n")
                .startsWith("HTTP/1.1 403 "));

        fishnet("stop").mustSucceed();

        assertEquals(List.of("opened", "act", "prices", "policy", "denied", "act"), kinds());
        assertTrue(fishnet("status").lines().get(1).startsWith("Log: 6 entries, all signed (to "));
    }

    @Test
    @Tag("S-61")
    void afterAKillTheNextStartSaysSoAndGoesOnWithTheSameLog() throws Exception {
        daemon.destroyForcibly().waitFor();

        daemon = Run.start(argv("start"), environment(), Path.of("."), log);
        Await.until("the daemon to listen", () -> logged("[fishnet] listening on http://127.0.0.1:" + port));

        assertTrue(logged("[fishnet] the last run did not end in order: no request was under way"));
        assertEquals(List.of("opened", "act", "prices", "policy", "act", "prices", "policy"), kinds());
    }

    private List<String> kinds() throws FishnetException {
        List<String> kinds = new ArrayList<>();
        try (AuditReader reader = AuditReader.open(SqliteBooks.in(data))) {
            reader.entries(
                    0, (index, text, leaf) -> kinds.add(EntryReader.glance(text).kind()));
        }
        return kinds;
    }

    @Test
    @Tag("S-17")
    void aKilledOneLeavesAFileThatStopOnlyCleansUp() throws Exception {
        daemon.destroyForcibly().waitFor();
        Process innocent = new ProcessBuilder("sleep", "600").start();
        try {
            // as if the innocent one had been given the dead one's number
            Path pidFile = data.resolve("fishnet.pid");
            String content = Files.readString(pidFile);
            Files.writeString(pidFile, innocent.pid() + content.substring(content.indexOf(' ')));

            assertEquals(
                    List.of("Fishnet is not running (stale pid file removed)."),
                    fishnet("stop").lines());
            assertTrue(innocent.isAlive());
        } finally {
            innocent.destroyForcibly().waitFor();
        }
    }

    @Test
    @Tag("S-17")
    void aNumberThatIsNotTheHoldersIsNotSignalled() throws Exception {
        Process innocent = new ProcessBuilder("sleep", "600").start();
        try {
            Path pidFile = data.resolve("fishnet.pid");
            String content = Files.readString(pidFile);
            Files.writeString(pidFile, innocent.pid() + content.substring(content.indexOf(' ')));

            Run stop = fishnet("stop");

            assertEquals(1, stop.exit());
            assertTrue(stop.output().contains("so it was left alone"), stop.output());
            assertTrue(innocent.isAlive());
            assertTrue(daemon.isAlive());
        } finally {
            innocent.destroyForcibly().waitFor();
        }
    }

    @Test
    void anOccupiedPortIsNamedAndLeavesNothingBehind() throws IOException {
        Path other = Files.createDirectory(
                folder.resolve("other"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Map<String, String> environment = environment();
        environment.put("FISHNET_DATA_DIR", other.toString());

        Run start = Run.of(argv("start"), environment);

        assertEquals(1, start.exit());
        assertTrue(
                start.output().contains("[fishnet] failed to bind 127.0.0.1:" + port + ": Address already in use"),
                start.output());
        assertFalse(Files.exists(other.resolve("fishnet.pid")));
    }

    @Test
    void withoutAPasswordItSaysHowToGiveOne() {
        fishnet("stop");
        Map<String, String> environment = environment();
        environment.put("FISHNET_MASTER_PASSWORD", "");

        Run start = Run.of(argv("start"), environment);

        assertEquals(1, start.exit());
        assertTrue(
                start.output()
                        .contains("[fishnet] FISHNET_MASTER_PASSWORD is not set and no usable keychain vault key was"
                                + " found"),
                start.output());
    }

    @Test
    void aKeyAddedWhileItRunsIsUsedWithinMoments() throws Exception {
        Path key = Files.writeString(folder.resolve("key"), "sk-added-later");

        fishnet("add-key", "--service", "openai", "--key-file", key.toString()).mustSucceed();

        Await.until("the daemon to take up the key", () -> logged("[fishnet] vault changed: 1 credential(s)"));
        assertFalse(Files.readString(log).contains("sk-added-later"));
    }

    private Run fishnet(String... arguments) {
        return Run.of(argv(arguments), environment());
    }

    private static List<String> argv(String... arguments) {
        return Run.join(List.of(launcher.toString()), arguments);
    }

    private Map<String, String> environment() {
        return new HashMap<>(Map.of(
                "FISHNET_DATA_DIR", data.toString(),
                "FISHNET_PORT", Integer.toString(port),
                "FISHNET_MASTER_PASSWORD", PASSWORD));
    }

    private boolean logged(String line) {
        try {
            return Files.readAllLines(log).contains(line);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String exchange(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
