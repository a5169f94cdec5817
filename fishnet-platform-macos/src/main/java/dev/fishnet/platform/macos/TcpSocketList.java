package dev.fishnet.platform.macos;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * What {@code net.inet.tcp.pcblist_n} holds: records that each begin with their length and kind, rounded up to eight
 * bytes. For each socket there is a struct xinpcb_n (bsd/netinet/in_pcb.h) and then a struct xsocket_n
 * (bsd/sys/socketvar.h), both packed to four bytes; the list begins and ends with a struct xinpgen of 24 bytes.
 */
final class TcpSocketList {
    private static final int XINPGEN = 24;
    private static final int SOCKET = 0x001;
    private static final int INPCB = 0x010;

    /** Offsets of struct xinpcb_n. */
    private static final int FOREIGN_PORT = 16;

    private static final int LOCAL_PORT = 18;
    private static final int VERSIONS = 44;
    private static final int FOREIGN_ADDRESS = 48;
    private static final int LOCAL_ADDRESS = 64;
    private static final int INPCB_AT_LEAST = 80;
    private static final int IPV4 = 0x1;

    /** Offsets of struct xsocket_n, and bits of its state: nobody's any more, and connected. */
    private static final int STATE = 26;

    private static final int UID = 64;
    private static final int SOCKET_AT_LEAST = 68;
    private static final int SS_NOFDREF = 0x1;
    private static final int SS_ISCONNECTED = 0x2;

    private final ByteBuffer list;

    TcpSocketList(byte[] list, int length) {
        this.list = ByteBuffer.wrap(list, 0, length).slice().order(ByteOrder.nativeOrder());
    }

    /** Who owns the socket with these ends; empty when nobody does, or two sockets pass for it. */
    OptionalLong ownerOf(InetSocketAddress local, InetSocketAddress remote) {
        OptionalLong owner = OptionalLong.empty();
        boolean wanted = false;
        int found = 0;
        int at = XINPGEN;
        while (at + XINPGEN <= list.limit()) {
            int length = list.getInt(at);
            int kind = list.getInt(at + Integer.BYTES);
            if (length < 2 * Integer.BYTES || length > list.limit() - at) {
                break;
            }
            if (kind == INPCB) {
                wanted = length >= INPCB_AT_LEAST && isBetween(at, local, remote);
            } else if (kind == SOCKET && wanted) {
                wanted = false;
                found++;
                owner = length >= SOCKET_AT_LEAST ? owner(at) : OptionalLong.empty();
            }
            at += (length + 7) & -8;
        }
        return found == 1 ? owner : OptionalLong.empty();
    }

    private boolean isBetween(int at, InetSocketAddress local, InetSocketAddress remote) {
        return port(at + LOCAL_PORT) == local.getPort()
                && port(at + FOREIGN_PORT) == remote.getPort()
                && isAddress(at, LOCAL_ADDRESS, local)
                && isAddress(at, FOREIGN_ADDRESS, remote);
    }

    /** An IPv4 address stands in the last four of the sixteen bytes, whatever family the socket is of. */
    private boolean isAddress(int at, int offset, InetSocketAddress end) {
        boolean four = end.getAddress() instanceof Inet4Address;
        if (four != ((list.get(at + VERSIONS) & IPV4) != 0)) {
            return false;
        }
        byte[] wanted = end.getAddress().getAddress();
        byte[] address = new byte[wanted.length];
        list.get(at + offset + 16 - wanted.length, address);
        return Arrays.equals(wanted, address);
    }

    private int port(int at) {
        return (list.get(at) & 0xff) << 8 | (list.get(at + 1) & 0xff);
    }

    private OptionalLong owner(int at) {
        int state = list.getShort(at + STATE);
        boolean owned = (state & SS_NOFDREF) == 0 && (state & SS_ISCONNECTED) != 0;
        return owned ? OptionalLong.of(Integer.toUnsignedLong(list.getInt(at + UID))) : OptionalLong.empty();
    }
}
