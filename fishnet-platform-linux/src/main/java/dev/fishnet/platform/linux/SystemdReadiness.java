package dev.fishnet.platform.linux;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.service.ReadinessPort;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** sd_notify(3): words in datagrams to the socket that systemd named when it started us. */
final class SystemdReadiness implements ReadinessPort {
    private final UnixDatagrams socket;
    private final Optional<Duration> interval;

    private SystemdReadiness(UnixDatagrams socket, Optional<Duration> interval) {
        this.socket = socket;
        this.interval = interval;
    }

    /**
     * By the environment systemd gave this process; silent when it gave none.
     *
     * @param pid of this process
     */
    static ReadinessPort of(Map<String, String> environment, long pid) {
        String name = environment.getOrDefault("NOTIFY_SOCKET", "");
        return UnixDatagrams.isAddress(name)
                ? new SystemdReadiness(new UnixDatagrams(name), interval(environment, pid))
                : ReadinessPort.none();
    }

    /** Half of WATCHDOG_USEC, as sd_watchdog_enabled(3) advises, if it is meant for this process. */
    private static Optional<Duration> interval(Map<String, String> environment, long pid) {
        String microseconds = environment.getOrDefault("WATCHDOG_USEC", "");
        String meant = environment.getOrDefault("WATCHDOG_PID", Long.toString(pid));
        if (!microseconds.matches("[1-9][0-9]{0,15}") || !meant.equals(Long.toString(pid))) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofNanos(Long.parseLong(microseconds) * 1000 / 2));
    }

    @Override
    public void ready() throws FishnetException {
        send("READY=1");
    }

    @Override
    public void stopping() throws FishnetException {
        send("STOPPING=1");
    }

    @Override
    public void alive() throws FishnetException {
        send("WATCHDOG=1");
    }

    @Override
    public Optional<Duration> interval() {
        return interval;
    }

    private void send(String word) throws FishnetException {
        int error = socket.send(word.getBytes(StandardCharsets.US_ASCII));
        if (error != 0) {
            throw new FishnetException(
                    ErrorKind.UNAVAILABLE, "systemd could not be told " + word + " (errno " + error + ")");
        }
    }
}
