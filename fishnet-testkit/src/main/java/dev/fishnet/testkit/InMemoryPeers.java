package dev.fishnet.testkit;

import dev.fishnet.user.PeerIdentityPort;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Connections whose owners a test says; until it does, all are {@link #everybodyIs one and the same}'s, or nobody's.
 */
public final class InMemoryPeers implements PeerIdentityPort {
    private final Map<Pair, Long> owners = new ConcurrentHashMap<>();
    private volatile OptionalLong everybody = OptionalLong.empty();

    private record Pair(InetSocketAddress gateway, InetSocketAddress peer) {}

    /** Whose every connection is that nothing else was said of. */
    public InMemoryPeers everybodyIs(long uid) {
        everybody = OptionalLong.of(uid);
        return this;
    }

    /** Nobody's, from now on, is every connection that nothing else was said of. */
    public InMemoryPeers everybodyIsUnknown() {
        everybody = OptionalLong.empty();
        return this;
    }

    /** Whose this connection is. */
    public InMemoryPeers with(InetSocketAddress gateway, InetSocketAddress peer, long uid) {
        owners.put(new Pair(gateway, peer), uid);
        return this;
    }

    /** Forgets a connection, as the kernel does one that is closed. */
    public void forget(InetSocketAddress gateway, InetSocketAddress peer) {
        owners.remove(new Pair(gateway, peer));
    }

    @Override
    public OptionalLong uidOf(InetSocketAddress gateway, InetSocketAddress peer) {
        Long owner = owners.get(new Pair(gateway, peer));
        return owner == null ? everybody : OptionalLong.of(owner);
    }

    @Override
    public String source() {
        return "memory";
    }

    @Override
    public void close() {
        // nothing is open
    }
}
