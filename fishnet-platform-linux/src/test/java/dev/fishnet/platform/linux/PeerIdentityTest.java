package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fishnet.error.FishnetException;
import dev.fishnet.testkit.PeerIdentityPortContract;
import dev.fishnet.user.PeerIdentityPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Both ways to learn who is calling, over real connections. */
class PeerIdentityTest {
    static final SocketOwner EVERYBODY = SocketOwner.seenThrough("0 0 4294967295", "65534");

    static PeerIdentityPort sockDiag() {
        try {
            return SockDiag.open(NetCalls.load(), EVERYBODY);
        } catch (FishnetException e) {
            throw new AssertionError(e);
        }
    }

    static PeerIdentityPort procNetTcp() {
        return new ProcNetTcp(Path.of("/proc/self/net"), EVERYBODY);
    }

    private abstract static class OnThisMachine implements PeerIdentityPortContract {
        private final PeerIdentityPort peers;

        OnThisMachine(PeerIdentityPort peers) {
            this.peers = peers;
        }

        @AfterEach
        void close() {
            peers.close();
        }

        @Override
        public PeerIdentityPort peers() {
            return peers;
        }

        @Override
        public long ourUid() {
            try {
                return ProcStatus.effectiveUid(Files.readString(Path.of("/proc/self/status")));
            } catch (IOException | FishnetException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public Connected connect() throws IOException {
            try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort());
                return new Loopback(client, listener.accept());
            }
        }
    }

    private record Loopback(Socket client, Socket accepted) implements PeerIdentityPortContract.Connected {
        @Override
        public InetSocketAddress gateway() {
            return (InetSocketAddress) accepted.getLocalSocketAddress();
        }

        @Override
        public InetSocketAddress peer() {
            return (InetSocketAddress) accepted.getRemoteSocketAddress();
        }

        @Override
        public void close() throws IOException {
            client.close();
        }
    }

    @Nested
    class BySockDiag extends OnThisMachine {
        BySockDiag() {
            super(sockDiag());
        }

        /** Found in review: a caller resets its connection, and another's new one has the same addresses. */
        @Test
        void whoeverComesFromAPortThatWasGivenUpIsNotTheOneWhoCalled() throws Exception {
            // Other tests run beside this one, and may be given a port of the usual address as soon as it is free.
            InetAddress own = InetAddress.getByName("127.0.113.7");
            try (ServerSocket listener = new ServerSocket(0, 2, InetAddress.getLoopbackAddress());
                    Socket first = new Socket(listener.getInetAddress(), listener.getLocalPort(), own, 0);
                    Socket accepted = listener.accept();
                    Socket second = new Socket()) {
                Loopback connection = new Loopback(first, accepted);
                first.setSoLinger(true, 0);
                first.close();
                second.bind(connection.peer());
                second.connect(connection.gateway());

                assertEquals(OptionalLong.empty(), peers().uidOf(connection.gateway(), connection.peer()));
            }
        }

        @Test
        void whatIsClosedIsNotAskedAnyMore() throws Exception {
            try (Connected connection = connect()) {
                peers().close();

                assertThrows(FishnetException.class, () -> peers().uidOf(connection.gateway(), connection.peer()));
            }
        }
    }

    @Nested
    class ByTheLists extends OnThisMachine {
        ByTheLists() {
            super(procNetTcp());
        }
    }

    @Nested
    class AsTheyAreOpened extends OnThisMachine {
        AsTheyAreOpened() {
            super(PeerIdentities.open());
        }

        @Test
        void theKernelIsAskedDirectlyWhereItCanBe() {
            assertEquals("sock_diag", peers().source());
        }
    }
}
