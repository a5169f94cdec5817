package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.service.ReadinessPort;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** sd_notify(3) to a socket that is no systemd's but listens like one. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs unix datagrams")
class SystemdReadinessTest {
    private static final String LISTENER = """
            import socket, sys
            s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            s.settimeout(30)
            s.bind(sys.argv[1].replace("@", "\\0", 1) if sys.argv[1].startswith("@") else sys.argv[1])
            print("bound", flush=True)
            for _ in range(3):
                print(s.recv(100).decode(), flush=True)
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"/notify", "@fishnet-test-"})
    void everyWordArrives(String kind) throws IOException, FishnetException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "needs python3");
        String name = kind.startsWith("@") ? kind + ProcessHandle.current().pid() : folder + kind;
        Process listener = new ProcessBuilder("/usr/bin/python3", "-c", LISTENER, name).start();
        try (BufferedReader heard = listener.inputReader(StandardCharsets.UTF_8)) {
            assertEquals("bound", heard.readLine());
            ReadinessPort readiness = SystemdReadiness.of(Map.of("NOTIFY_SOCKET", name), 7);

            readiness.ready();
            readiness.alive();
            readiness.stopping();

            assertEquals("READY=1", heard.readLine());
            assertEquals("WATCHDOG=1", heard.readLine());
            assertEquals("STOPPING=1", heard.readLine());
        } finally {
            listener.destroyForcibly();
        }
    }

    @Test
    void aSocketThatIsGoneIsSaid() {
        ReadinessPort readiness = SystemdReadiness.of(Map.of("NOTIFY_SOCKET", folder + "/gone"), 7);

        FishnetException lost = assertThrows(FishnetException.class, readiness::ready);

        assertEquals("systemd could not be told READY=1 (errno 2)", lost.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@", "relative", "vsock:2:1"})
    void whereNobodyAskedNobodyIsTold(String socket) throws FishnetException {
        ReadinessPort readiness = SystemdReadiness.of(Map.of("NOTIFY_SOCKET", socket, "WATCHDOG_USEC", "1000000"), 7);

        readiness.ready();

        assertEquals(Optional.empty(), readiness.interval());
    }

    @ParameterizedTest
    @CsvSource({"30000000, 7, 15000", "30000000, 8, ", "0, 7, ", "x, 7, ", "-1, 7, "})
    void theIntervalIsHalfOfWhatSystemdWaits(String microseconds, String pid, Long millis) {
        ReadinessPort readiness = SystemdReadiness.of(
                Map.of("NOTIFY_SOCKET", "@x1", "WATCHDOG_USEC", microseconds, "WATCHDOG_PID", pid), 7);

        assertEquals(Optional.ofNullable(millis).map(Duration::ofMillis), readiness.interval());
    }
}
