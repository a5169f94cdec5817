package dev.fishnet.cli.daemon;

import dev.fishnet.cli.Terminal;
import dev.fishnet.error.FishnetException;
import dev.fishnet.platform.PlatformPorts;
import dev.fishnet.service.ReadinessPort;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;

/**
 * Tells the service manager that the gateway serves, and goes on telling it for as long as the gateway answers: a
 * daemon that is up but hangs is started again.
 */
final class Heartbeat {
    private static final int PATIENCE_MILLIS = 5000;

    private final ReadinessPort readiness;
    private final Terminal terminal;

    @Inject
    Heartbeat(PlatformPorts platform, Terminal terminal) {
        this.readiness = platform.readiness();
        this.terminal = terminal;
    }

    void begin(InetSocketAddress gateway) throws FishnetException {
        readiness.ready();
        readiness
                .interval()
                .ifPresent(interval -> Thread.ofPlatform()
                        .daemon()
                        .name("fishnet-heartbeat")
                        .start(() -> beat(Listening.url(gateway) + "/health", interval)));
    }

    void end() {
        try {
            readiness.stopping();
        } catch (FishnetException e) {
            terminal.note(e.getMessage());
        }
    }

    private void beat(String health, Duration interval) {
        try {
            while (true) {
                beatOnce(health);
                Thread.sleep(interval);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A beat that cannot be told is missing, and the service manager acts on that by itself. */
    private void beatOnce(String health) {
        try {
            if (answers(health)) {
                readiness.alive();
            }
        } catch (IOException | FishnetException e) {
            terminal.note("no heartbeat: " + e.getMessage());
        }
    }

    private static boolean answers(String health) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(health).toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        try {
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } finally {
            connection.disconnect();
        }
    }
}
