package dev.fishnet.platform.linux;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Addresses as the kernel takes them: struct sockaddr_in and sockaddr_in6. */
final class SocketAddresses {
    /** The longest there is here, for the kernel to write into. */
    static final int LONGEST = 28;

    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff};

    private SocketAddresses() {}

    /** @param family of the socket; an IPv4 address on an IPv6 socket is mapped (RFC 4291) */
    static byte[] of(int family, InetAddress address, int port) {
        return family == NetCalls.AF_INET ? four(address, port) : six(address, port);
    }

    private static byte[] four(InetAddress address, int port) {
        return ByteBuffer.allocate(16)
                .order(ByteOrder.nativeOrder())
                .putShort((short) NetCalls.AF_INET)
                .put((byte) (port >> 8))
                .put((byte) port)
                .put(address.getAddress())
                .array();
    }

    private static byte[] six(InetAddress address, int port) {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST)
                .order(ByteOrder.nativeOrder())
                .putShort((short) NetCalls.AF_INET6)
                .put((byte) (port >> 8))
                .put((byte) port)
                .putInt(0);
        if (address instanceof Inet4Address) {
            bytes.put(MAPPED);
        }
        bytes.put(address.getAddress());
        return bytes.putInt(24, address instanceof Inet6Address six ? six.getScopeId() : 0)
                .array();
    }

    /** The port of either. */
    static int port(byte[] address) {
        return (address[2] & 0xff) << 8 | (address[3] & 0xff);
    }
}
