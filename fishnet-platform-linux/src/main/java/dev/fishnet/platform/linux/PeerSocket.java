package dev.fishnet.platform.linux;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * A TCP socket as the kernel writes it down: the addresses in network order, four octets or sixteen.
 *
 * @param local its own end
 * @param remote the end it is connected to
 */
record PeerSocket(int family, End local, End remote) {
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff};

    /**
     * An address and a port.
     *
     * @param address in network order
     */
    record End(ByteBuffer address, int port) {
        static End of(byte[] address, int port) {
            return new End(ByteBuffer.wrap(address).asReadOnlyBuffer(), port);
        }

        private static End of(InetSocketAddress end) {
            return of(end.getAddress().getAddress(), end.getPort());
        }

        private End mapped() {
            byte[] six = Arrays.copyOf(MAPPED, 16);
            address.duplicate().get(six, MAPPED.length, length());
            return of(six, port);
        }

        int length() {
            return address.remaining();
        }
    }

    /**
     * What the socket at the other end may be. Over IPv4 it is either of IPv4, or of IPv6 with mapped addresses (RFC
     * 4291): clients that speak both open the latter. None, for addresses that no socket has both of.
     */
    static List<PeerSocket> of(InetSocketAddress gateway, InetSocketAddress peer) {
        if (gateway.isUnresolved() || peer.isUnresolved()) {
            return List.of();
        }
        End local = End.of(peer);
        End remote = End.of(gateway);
        if (local.length() != remote.length()) {
            return List.of();
        }
        if (!(peer.getAddress() instanceof Inet4Address)) {
            return List.of(new PeerSocket(NetCalls.AF_INET6, local, remote));
        }
        return List.of(
                new PeerSocket(NetCalls.AF_INET, local, remote),
                new PeerSocket(NetCalls.AF_INET6, local.mapped(), remote.mapped()));
    }
}
