package dev.fishnet.service;

import dev.fishnet.error.FishnetException;
import java.time.Duration;
import java.util.Optional;

/**
 * What the daemon tells whoever started it (sd_notify(3)): that it serves, that it is going, that it lives. Nobody is
 * told where nobody asked to be.
 */
public interface ReadinessPort {
    /**
     * The daemon serves now; call it once, after the sockets are open.
     *
     * @throws FishnetException of kind UNAVAILABLE when the service manager cannot be reached
     */
    void ready() throws FishnetException;

    /** The daemon is on its way out, as {@link #ready} may throw. */
    void stopping() throws FishnetException;

    /** The daemon lives; to be said again within {@link #interval}, as {@link #ready} may throw. */
    void alive() throws FishnetException;

    /**
     * How often to say {@link #alive}: half of what the service manager waits before it ends a daemon that hangs. Empty
     * where it does not watch.
     */
    Optional<Duration> interval();

    /** For a system whose service manager wants no words. */
    static ReadinessPort none() {
        return new SilentReadiness();
    }
}
