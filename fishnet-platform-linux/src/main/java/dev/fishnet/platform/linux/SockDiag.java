package dev.fishnet.platform.linux;

import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.user.PeerIdentityPort;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The kernel's own list of sockets, asked for one of them (sock_diag(7)). It answers while it takes the question, so
 * nobody waits, and however many sockets there are.
 */
final class SockDiag implements PeerIdentityPort {
    private static final int AF_NETLINK = 16;
    private static final int NETLINK_SOCK_DIAG = 4;
    private static final int SO_RCVTIMEO = 20;
    private static final int EINTR = 4;
    private static final long LONGEST_WAIT_MICROS = 100_000;
    private static final int STALE_AT_MOST = 16;

    /** struct sockaddr_nl of the kernel: family, padding, port 0, no groups. */
    private static final byte[] KERNEL = ByteBuffer.allocate(12)
            .order(ByteOrder.nativeOrder())
            .putShort((short) AF_NETLINK)
            .array();

    private final NetCalls calls;
    private final int socket;
    private final SocketOwner owners;
    private final byte[] buffer = new byte[SockDiagMessage.LONGEST];
    private final byte[] sender = new byte[KERNEL.length];
    private int sequence;
    private boolean closed;

    private SockDiag(NetCalls calls, int socket, SocketOwner owners) {
        this.calls = calls;
        this.socket = socket;
        this.owners = owners;
    }

    /** Opens the socket that is asked through from now on. */
    static SockDiag open(NetCalls calls, SocketOwner owners) throws FishnetException {
        int socket = calls.socket(AF_NETLINK, NetCalls.SOCK_RAW | NetCalls.SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
        if (socket < 0) {
            throw failed(calls, "socket");
        }
        byte[] wait = ByteBuffer.allocate(2 * Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .putLong(0)
                .putLong(LONGEST_WAIT_MICROS)
                .array();
        if (calls.setsockopt(socket, NetCalls.SOL_SOCKET, SO_RCVTIMEO, wait, wait.length) != 0) {
            FishnetException why = failed(calls, "setsockopt");
            calls.close(socket);
            throw why;
        }
        return new SockDiag(calls, socket, owners);
    }

    @Override
    public OptionalLong uidOf(InetSocketAddress gateway, InetSocketAddress peer) throws FishnetException {
        for (PeerSocket candidate : PeerSocket.of(gateway, peer)) {
            OptionalLong owner = ask(candidate);
            if (owner.isPresent()) {
                return owner;
            }
        }
        return OptionalLong.empty();
    }

    private synchronized OptionalLong ask(PeerSocket wanted) throws FishnetException {
        if (closed) {
            throw new FishnetException(ErrorKind.UNAVAILABLE, "the kernel is not asked who is calling any more");
        }
        sequence++;
        send(SockDiagMessage.request(wanted, sequence));
        SockDiagMessage answer = receive();
        OptionalInt error = answer.error();
        if (error.isPresent() && error.getAsInt() != SockDiagMessage.NOT_THERE) {
            throw new FishnetException(
                    ErrorKind.UNAVAILABLE,
                    "the kernel does not say who is calling: " + calls.strerror(error.getAsInt()));
        }
        return error.isPresent() ? OptionalLong.empty() : answer.ownerOf(wanted, owners);
    }

    private void send(byte[] request) throws FishnetException {
        NativeLong length = new NativeLong(request.length);
        while (calls.sendto(socket, request, length, 0, KERNEL, KERNEL.length).longValue() != request.length) {
            if (Native.getLastError() != EINTR) {
                throw failed(calls, "sendto");
            }
        }
    }

    /** An answer that came too late for an earlier question is dropped, and so is what others than the kernel sent. */
    private SockDiagMessage receive() throws FishnetException {
        for (int i = 0; i < STALE_AT_MOST; i++) {
            int[] senderLength = {sender.length};
            long length = calls.recvfrom(socket, buffer, new NativeLong(buffer.length), 0, sender, senderLength)
                    .longValue();
            if (length < 0 && Native.getLastError() != EINTR) {
                throw failed(calls, "recvfrom");
            }
            SockDiagMessage answer = SockDiagMessage.received(buffer, (int) Math.max(0, length));
            if (ByteBuffer.wrap(sender).getInt(4) == 0 && answer.answers(sequence)) {
                return answer;
            }
        }
        throw new FishnetException(ErrorKind.UNAVAILABLE, "the kernel's answers are not to what was asked");
    }

    private static FishnetException failed(NetCalls calls, String call) {
        return new FishnetException(
                ErrorKind.UNAVAILABLE,
                "the kernel cannot be asked who is calling: " + call + ": " + calls.strerror(Native.getLastError()));
    }

    @Override
    public String source() {
        return "sock_diag";
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            calls.close(socket);
        }
    }
}
