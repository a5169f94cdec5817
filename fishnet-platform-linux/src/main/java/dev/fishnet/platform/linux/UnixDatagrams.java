package dev.fishnet.platform.linux;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Datagrams to a unix socket (unix(7)), which Java has only streams for. */
final class UnixDatagrams {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int LONGEST_NAME = 107;

    private final byte[] address;

    /** @param name a path, or {@code @} and the name of an abstract socket */
    UnixDatagrams(String name) {
        this.address = address(name);
    }

    /** Whether it names a socket of either sort. */
    static boolean isAddress(String name) {
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        return (name.startsWith("/") || name.startsWith("@")) && length >= 2 && length <= LONGEST_NAME;
    }

    /** struct sockaddr_un: the family, then the path; an abstract name begins with a NUL and has no end mark. */
    private static byte[] address(String name) {
        byte[] path = name.getBytes(StandardCharsets.UTF_8);
        if (path[0] == '@') {
            path[0] = 0;
        }
        return ByteBuffer.allocate(Short.BYTES + path.length)
                .order(ByteOrder.nativeOrder())
                .putShort((short) AF_UNIX)
                .put(path)
                .array();
    }

    /** Sends one; returns 0, or the errno of what failed. */
    int send(byte[] message) {
        try {
            int socket = Sockets.INSTANCE.socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
            try {
                Sockets.INSTANCE.sendto(
                        socket, message, new NativeLong(message.length), MSG_NOSIGNAL, address, address.length);
                return 0;
            } finally {
                Sockets.INSTANCE.close(socket);
            }
        } catch (LastErrorException e) {
            return e.getErrorCode();
        }
    }

    /** Loaded when the first word is sent, not before. */
    private interface Sockets extends Library {
        Sockets INSTANCE = Native.load("c", Sockets.class);

        int socket(int domain, int type, int protocol) throws LastErrorException;

        NativeLong sendto(int socket, byte[] message, NativeLong length, int flags, byte[] address, int addressLength)
                throws LastErrorException;

        int close(int socket) throws LastErrorException;
    }
}
