package dev.fishnet.user;

import dev.fishnet.error.FishnetException;
import java.net.InetSocketAddress;
import java.util.OptionalLong;

/**
 * Whose the other end of a connection within this machine is, as the kernel says.
 *
 * <p>Guarantees: a uid is that of the socket's owner when it was made; it is empty, and never somebody else's, when the
 * socket is gone, belongs to nobody any more, or is not of this machine. Takes microseconds and waits for nobody, so it
 * may be asked on an event loop. Safe for any number of threads.
 */
public interface PeerIdentityPort extends AutoCloseable {
    /**
     * The uid that owns the socket at the other end.
     *
     * @param gateway our end of the connection
     * @param peer the other end
     */
    OptionalLong uidOf(InetSocketAddress gateway, InetSocketAddress peer) throws FishnetException;

    /** How it finds out, for the log and {@code status}: a few words, for example {@code sock_diag}. */
    String source();

    @Override
    void close();
}
