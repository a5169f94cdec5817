package dev.fishnet.platform.linux;

import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import dev.fishnet.platform.linux.EscapeAttempt.SocketOption;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * One attempt as it is made: a socket of whoever the calling thread is to the kernel, and the marks by which its packet
 * is known. The socket stays open until the trial is closed, and with it what waits in its buffers.
 */
final class Trial implements PacketObserver.Mark, AutoCloseable {
    private static final int IS_CONNECTED = 106;
    private static final int IN_PROGRESS = 115;
    /** What is short when a call fails so: memory, files, buffers, ports. None of it is a packet filter's doing. */
    private static final Set<Integer> SHORTAGES = Set.of(11, 12, 23, 24, 98, 99, 105);

    private final NetCalls calls;
    private final EscapeAttempt attempt;
    private final byte[] token;
    private final int port;
    private int socket = -1;
    private int error;
    private int localPort;

    /** @param token letters that no other trial has */
    Trial(NetCalls calls, EscapeAttempt attempt, String token, int freshPort) {
        this.calls = calls;
        this.attempt = attempt;
        this.token = token.getBytes(StandardCharsets.US_ASCII);
        this.port = attempt.port() == 0 ? freshPort : attempt.port();
    }

    /** Sends it. What fails is remembered, and says nothing about what has left. */
    void send() {
        EscapeAttempt.Socket kind = attempt.socket();
        int type = kind.type() | NetCalls.SOCK_NONBLOCK | NetCalls.SOCK_CLOEXEC;
        socket = calls.socket(kind.family(), type, kind.protocol());
        if (socket < 0 || !prepare()) {
            error = Native.getLastError();
            return;
        }
        if (dispatch() < 0) {
            error = Native.getLastError();
        }
        byte[] own = new byte[SocketAddresses.LONGEST];
        if (calls.getsockname(socket, own, new int[] {own.length}) == 0) {
            localPort = SocketAddresses.port(own);
        }
    }

    private boolean prepare() {
        for (SocketOption option : attempt.options()) {
            byte[] value = option.value();
            if (calls.setsockopt(socket, option.level(), option.name(), value, value.length) < 0) {
                return false;
            }
        }
        if (attempt.source().isPresent()) {
            byte[] own = address(attempt.source().get(), 0);
            return calls.bind(socket, own, own.length) == 0;
        }
        return true;
    }

    private long dispatch() {
        byte[] to = address(attempt.target(), port);
        return switch (attempt.way()) {
            case CONNECT -> calls.connect(socket, to, to.length);
            case SEND -> transmit(content(), 0, to);
            case FAST_OPEN -> transmit(content(), NetCalls.MSG_FASTOPEN, to);
            case SEND_IN_PIECES -> {
                transmit(content(), NetCalls.MSG_MORE, to);
                yield transmit(new byte[0], 0, to);
            }
            case PING -> transmit(echoRequest(), 0, address(attempt.target(), 0));
        };
    }

    private long transmit(byte[] data, int flags, byte[] to) {
        return calls.sendto(socket, data, new NativeLong(data.length), flags | NetCalls.MSG_NOSIGNAL, to, to.length)
                .longValue();
    }

    private byte[] address(InetAddress address, int number) {
        return SocketAddresses.of(attempt.socket().family(), address, number);
    }

    private byte[] content() {
        return Arrays.copyOf(token, Math.max(token.length, attempt.length()));
    }

    /** The kernel fills in identifier and checksum. */
    private byte[] echoRequest() {
        byte[] request = new byte[8 + token.length];
        request[0] = (byte) (attempt.target() instanceof Inet4Address ? 8 : 128);
        System.arraycopy(token, 0, request, 8, token.length);
        return request;
    }

    /** Whether this packet is the trial's: by its content, or by both its ends. */
    @Override
    public boolean isOn(SeenPacket packet) {
        return packet.isOnLoopback() == attempt.onLoopback()
                && (packet.contains(token)
                        || (packet.goesTo(attempt.target(), port) && isFrom(packet))
                        || (!attempt.onLoopback() && packet.comesFrom(attempt.target(), port)));
    }

    /**
     * A target of its own is enough; a well-known port is others' target too. On loopback a port that nobody was given
     * may be the near end of somebody's connection, to which answers go; what a trial sends there first asks for a
     * connection, or has the token in it.
     */
    private boolean isFrom(SeenPacket packet) {
        if (attempt.port() == 0) {
            boolean opens = attempt.way() == EscapeAttempt.Way.CONNECT && packet.opensConnection();
            return opens || !packet.isOnLoopback();
        }
        return localPort != 0 && packet.sourcePort() == localPort;
    }

    /** Whether the other end has answered; for a connection to a port that is listened to. */
    boolean isConnected() {
        byte[] to = address(attempt.target(), port);
        return socket >= 0 && (calls.connect(socket, to, to.length) == 0 || Native.getLastError() == IS_CONNECTED);
    }

    EscapeAttempt attempt() {
        return attempt;
    }

    /** Where it was sent to, as people write it. */
    String target() {
        String address = Targets.figures(attempt.target());
        if (attempt.way() == EscapeAttempt.Way.PING) {
            return address;
        }
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
    }

    /** Whether the kernel has said that nothing will be sent. */
    boolean hasFailed() {
        return error != 0 && error != IN_PROGRESS;
    }

    /** Whether nothing was sent for want of something that the agent may have used up. */
    boolean ranOut() {
        return SHORTAGES.contains(error);
    }

    /** What the kernel said to the attempt; empty when nothing. */
    String reason() {
        return error == 0 ? "" : calls.strerror(error);
    }

    @Override
    public void close() {
        if (socket >= 0) {
            calls.close(socket);
            socket = -1;
        }
    }
}
