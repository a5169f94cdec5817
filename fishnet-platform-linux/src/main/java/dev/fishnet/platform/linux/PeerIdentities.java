package dev.fishnet.platform.linux;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.user.PeerIdentityPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Finds the way to learn who is calling that works here, by asking about a connection of our own. A kernel without the
 * module says that no socket is there, just as for one that is not; a seccomp filter may refuse the whole family.
 */
final class PeerIdentities {
    private PeerIdentities() {}

    /** The better of two ways, or one that never knows: then only a token tells who is calling. */
    static PeerIdentityPort open() {
        SocketOwner owners = SocketOwner.seenThrough(text("/proc/self/uid_map"), text("/proc/sys/kernel/overflowuid"));
        return works(
                () -> SockDiag.open(NetCalls.load(), owners),
                () -> works(() -> new ProcNetTcp(Path.of("/proc/self/net"), owners), Nobody::new));
    }

    @FunctionalInterface
    private interface Way {
        PeerIdentityPort open() throws FishnetException;
    }

    @FunctionalInterface
    private interface Otherwise {
        PeerIdentityPort open();
    }

    private static PeerIdentityPort works(Way way, Otherwise otherwise) {
        try {
            PeerIdentityPort port = way.open();
            if (knowsUs(port)) {
                return port;
            }
            port.close();
        } catch (FishnetException | LinkageError e) {
            return otherwise.open();
        }
        return otherwise.open();
    }

    private static boolean knowsUs(PeerIdentityPort port) {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
            return port.uidOf((InetSocketAddress) client.getRemoteSocketAddress(), (InetSocketAddress)
                            client.getLocalSocketAddress())
                    .equals(OptionalLong.of(ProcStatus.effectiveUid(text("/proc/self/status"))));
        } catch (IOException | FishnetException e) {
            return false;
        }
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            return "";
        }
    }

    /** Where nothing tells. */
    private static final class Nobody implements PeerIdentityPort {
        @Override
        public OptionalLong uidOf(InetSocketAddress gateway, InetSocketAddress peer) throws FishnetException {
            throw new FishnetException(ErrorKind.UNAVAILABLE, "this system does not say who is calling");
        }

        @Override
        public String source() {
            return "nothing";
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
