package dev.fishnet.platform.macos;

import com.sun.jna.NativeLong;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.user.PeerIdentityPort;
import java.net.InetSocketAddress;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The kernel's list of TCP sockets, each with the uid that made it. libproc would be the better documented way, but it
 * shows a process's sockets to the same user and root alone, and the daemon is neither.
 */
final class PcbList implements PeerIdentityPort {
    private static final String NAME = "net.inet.tcp.pcblist_n";
    private static final int LARGEST = 256 << 20;
    private static final int ATTEMPTS = 4;

    private final Supplier<Sysctl> calls;

    PcbList(Supplier<Sysctl> calls) {
        this.calls = calls;
    }

    @Override
    public OptionalLong uidOf(InetSocketAddress gateway, InetSocketAddress peer) throws FishnetException {
        if (gateway.isUnresolved() || peer.isUnresolved()) {
            return OptionalLong.empty();
        }
        return list().ownerOf(peer, gateway);
    }

    /** Between the two calls sockets may be opened, so there is room for some more. */
    private TcpSocketList list() throws FishnetException {
        try {
            Sysctl sysctl = calls.get();
            for (int i = 0; i < ATTEMPTS; i++) {
                long[] length = new long[1];
                if (sysctl.sysctlbyname(NAME, null, length, null, new NativeLong(0)) != 0 || length[0] > LARGEST) {
                    break;
                }
                byte[] room = new byte[(int) (length[0] + length[0] / 4 + 4096)];
                length[0] = room.length;
                if (sysctl.sysctlbyname(NAME, room, length, null, new NativeLong(0)) == 0) {
                    return new TcpSocketList(room, (int) Math.min(length[0], room.length));
                }
            }
        } catch (LinkageError e) {
            throw untold();
        }
        throw untold();
    }

    private static FishnetException untold() {
        return new FishnetException(ErrorKind.UNAVAILABLE, "the kernel does not say who is calling: sysctl " + NAME);
    }

    @Override
    public String source() {
        return NAME;
    }

    @Override
    public void close() {
        // nothing stays open
    }
}
