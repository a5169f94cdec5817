package dev.fishnet.cli.daemon;

import dev.fishnet.cli.Terminal;
import dev.fishnet.proxy.Gateway;
import dev.fishnet.storage.PidFile;
import java.time.Duration;

/**
 * Ends the daemon in order when a signal asks for it: requests first, then the log, books and keys, then the claim to
 * be the daemon.
 */
final class Shutdown {
    /** With the last entry and the last checkpoint, below the ten seconds that {@code fishnet stop} waits. */
    private static final Duration DRAIN = Duration.ofSeconds(7);

    private final Terminal terminal;
    private final Heartbeat heartbeat;
    private final Gateway gateway;
    private final Opened opened;
    private final PidFile.Held pid;

    Shutdown(Terminal terminal, Heartbeat heartbeat, Gateway gateway, Opened opened, PidFile.Held pid) {
        this.terminal = terminal;
        this.heartbeat = heartbeat;
        this.gateway = gateway;
        this.opened = opened;
        this.pid = pid;
    }

    void onSignal() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "fishnet-shutdown"));
    }

    private void stop() {
        terminal.say("[fishnet] stopping");
        heartbeat.end();
        gateway.stop(DRAIN);
        try {
            opened.close();
        } finally {
            pid.release();
        }
        // a JVM that a signal ends would say 143; being asked to stop and stopping is success
        Runtime.getRuntime().halt(0);
    }
}
