package dev.fishnet.proxy;

import dev.fishnet.error.FishnetException;
import dev.fishnet.upstream.UpstreamName;
import dev.fishnet.user.PeerIdentityPort;
import io.netty.channel.socket.SocketChannel;
import java.util.OptionalLong;

/** Whoever is at the other end of one connection. The kernel is asked once, when somebody wants to know. */
final class Visitor {
    private final SocketChannel channel;
    private final PeerIdentityPort peers;
    private final FailureLog failures;
    private OptionalLong uid = OptionalLong.empty();

    Visitor(SocketChannel channel, PeerIdentityPort peers, FailureLog failures) {
        this.channel = channel;
        this.peers = peers;
        this.failures = failures;
    }

    /** The port of ours that the connection came to. */
    int port() {
        return channel.localAddress().getPort();
    }

    /** Empty when the kernel cannot tell: then only a token says who it is. */
    OptionalLong uid() {
        if (uid.isEmpty() && channel.isActive()) {
            try {
                uid = peers.uidOf(channel.localAddress(), channel.remoteAddress());
            } catch (FishnetException e) {
                failures.failed(UpstreamName.OWN, "caller", e.getMessage());
            }
        }
        return uid;
    }
}
