package dev.fishnet.platform.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Asking the kernel for one socket (sock_diag(7)), and what it answers: struct nlmsghdr, then struct inet_diag_req_v2
 * one way, struct inet_diag_msg or an errno the other. Ports and addresses are in network order, all else in the
 * machine's.
 */
final class SockDiagMessage {
    static final int NOT_THERE = 2;

    /** More than any answer to such a question; what is longer is cut off and then refused. */
    static final int LONGEST = 8192;

    private static final int HEADER = 16;
    private static final int REQUEST = HEADER + 56;
    private static final int ERROR = HEADER + Integer.BYTES;
    private static final int ANSWER = HEADER + 72;
    private static final short SOCK_DIAG_BY_FAMILY = 20;
    private static final short NLMSG_ERROR = 2;
    private static final short NLM_F_REQUEST = 1;
    private static final byte TCP = 6;
    private static final int ANY_STATE = -1;
    private static final long NO_COOKIE = -1;
    private static final int SOCKET = HEADER + 4;
    private static final int FAMILY = HEADER;
    private static final int STATE = HEADER + 1;
    private static final int UID = ANSWER - 8;
    private static final int INODE = ANSWER - 4;

    private final ByteBuffer message;

    private SockDiagMessage(ByteBuffer message) {
        this.message = message;
    }

    static byte[] request(PeerSocket socket, int sequence) {
        ByteBuffer request = ByteBuffer.allocate(REQUEST).order(ByteOrder.nativeOrder());
        request.putInt(REQUEST).putShort(SOCK_DIAG_BY_FAMILY).putShort(NLM_F_REQUEST);
        request.putInt(sequence).putInt(0);
        request.put((byte) socket.family()).put(TCP).put((byte) 0).put((byte) 0);
        request.putInt(ANY_STATE);
        put(request, socket);
        request.putInt(0).putLong(NO_COOKIE);
        return request.array();
    }

    private static void put(ByteBuffer request, PeerSocket socket) {
        putPort(request, socket.local().port());
        putPort(request, socket.remote().port());
        int addresses = request.position();
        request.put(socket.local().address().duplicate());
        request.position(addresses + 16).put(socket.remote().address().duplicate());
        request.position(addresses + 32);
    }

    private static void putPort(ByteBuffer request, int port) {
        request.put((byte) (port >> 8)).put((byte) port);
    }

    /** What was received, as far as its length goes. */
    static SockDiagMessage received(byte[] bytes, int length) {
        return new SockDiagMessage(ByteBuffer.wrap(bytes, 0, length).slice().order(ByteOrder.nativeOrder()));
    }

    /** Whether it answers that question, and not an earlier one. */
    boolean answers(int sequence) {
        return message.limit() >= HEADER
                && message.getInt(0) >= HEADER
                && message.getInt(0) <= message.limit()
                && message.getInt(8) == sequence;
    }

    /** The errno, when it is a refusal. */
    OptionalInt error() {
        boolean isError = message.getShort(4) == NLMSG_ERROR && message.limit() >= ERROR;
        return isError ? OptionalInt.of(-message.getInt(HEADER)) : OptionalInt.empty();
    }

    /**
     * Who owns the socket, if it is the one that was asked for. The kernel may answer with one that listens on the
     * port, or with the same connection in the other family's words.
     */
    OptionalLong ownerOf(PeerSocket asked, SocketOwner owners) {
        if (message.getShort(4) != SOCK_DIAG_BY_FAMILY || message.getInt(0) < ANSWER || !isOf(asked)) {
            return OptionalLong.empty();
        }
        return owners.of(message.get(STATE) & 0xff, Integer.toUnsignedLong(message.getInt(UID)), message.getInt(INODE));
    }

    private boolean isOf(PeerSocket asked) {
        int length = (message.get(FAMILY) & 0xff) == NetCalls.AF_INET ? 4 : 16;
        if (length != asked.local().length()) {
            return false;
        }
        return end(SOCKET, SOCKET + 4, length).equals(asked.local())
                && end(SOCKET + 2, SOCKET + 20, length).equals(asked.remote());
    }

    private PeerSocket.End end(int port, int address, int length) {
        byte[] octets = new byte[length];
        message.get(address, octets);
        return PeerSocket.End.of(octets, (message.get(port) & 0xff) << 8 | (message.get(port + 1) & 0xff));
    }
}
