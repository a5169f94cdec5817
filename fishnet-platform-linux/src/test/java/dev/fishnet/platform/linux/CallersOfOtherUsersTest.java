package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fishnet.user.PeerIdentityPort;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Processes of other users call, for real, and each is known by its uid. */
@Tag("S-31")
class CallersOfOtherUsersTest {
    private static final long AGENT = 61001;
    private static final long OTHER = 4_000_000_001L;

    /** A way to learn who is calling. */
    enum Way {
        SOCK_DIAG {
            @Override
            PeerIdentityPort open() {
                return PeerIdentityTest.sockDiag();
            }
        },
        LISTS {
            @Override
            PeerIdentityPort open() {
                return PeerIdentityTest.procNetTcp();
            }
        };

        abstract PeerIdentityPort open();

        OptionalLong uidOf(CallingProcess calling) throws Exception {
            try (PeerIdentityPort peers = open()) {
                return peers.uidOf(calling.gateway(), calling.peer());
            }
        }
    }

    @BeforeEach
    void requireMachine() {
        assumeTrue("root".equals(System.getProperty("user.name")), "needs root, to be other users");
    }

    static Stream<Arguments> calls() {
        return Stream.of(Way.values())
                .flatMap(way -> Stream.of(
                        Arguments.of(way, "AF_INET", "127.0.0.1"),
                        Arguments.of(way, "AF_INET", "127.9.8.7"),
                        Arguments.of(way, "AF_INET6", "::1"),
                        Arguments.of(way, "AF_INET6", "::ffff:127.0.0.1")));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void eachIsToldFromTheOther(Way way, String family, String target) throws Exception {
        try (CallingProcess agent = CallingProcess.of(AGENT, family, target);
                CallingProcess other = CallingProcess.of(OTHER, family, target)) {
            assertEquals(OptionalLong.of(AGENT), way.uidOf(agent));
            assertEquals(OptionalLong.of(OTHER), way.uidOf(other));
        }
    }

    /** The kernel keeps such a socket, in FIN_WAIT, and writes 0 for its uid: root's. */
    @ParameterizedTest
    @MethodSource("calls")
    void whoHasHungUpIsNobodyAndNotRoot(Way way, String family, String target) throws Exception {
        try (CallingProcess agent = CallingProcess.of(AGENT, family, target)) {
            agent.tell("close");

            assertEquals(OptionalLong.empty(), way.uidOf(agent));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoHasOnlyFinishedSendingIsStillWaiting(Way way) throws Exception {
        try (CallingProcess agent = CallingProcess.of(AGENT, "AF_INET", "127.0.0.1")) {
            agent.tell("half");

            assertEquals(OptionalLong.of(AGENT), way.uidOf(agent));
        }
    }

    /** A listener of the agent's on the port of the connection that was: the kernel's search ends with it. */
    @ParameterizedTest
    @EnumSource
    void whoListensOnThePortIsNotWhoCalled(Way way) throws Exception {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        try (ServerSocket listener = new ServerSocket(0, 1, loopback);
                PeerIdentityPort peers = way.open()) {
            InetSocketAddress gateway = new InetSocketAddress(loopback, 3777);
            InetSocketAddress peer = new InetSocketAddress(loopback, listener.getLocalPort());

            assertEquals(OptionalLong.empty(), peers.uidOf(gateway, peer));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCallInAnotherNetworkIsNobodysHere(Way way) throws Exception {
        try (Host host = Host.create()) {
            List<String> inside = host.inside(List.of("/usr/bin/python3", "-c", """
                    import socket, sys
                    l = socket.create_server(('127.0.0.1', 0))
                    c = socket.create_connection(l.getsockname())
                    print(c.getsockname()[1], l.getsockname()[1], flush=True)
                    sys.stdin.read()
                    """));
            host.require("ip", "link", "set", "lo", "up");
            Process process = new ProcessBuilder(inside).start();
            try (PeerIdentityPort peers = way.open();
                    var said = process.inputReader()) {
                String[] ports = said.readLine().split(" ", -1);

                assertEquals(OptionalLong.empty(), peers.uidOf(loopback(ports[1]), loopback(ports[0])));
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private static InetSocketAddress loopback(String port) throws IOException {
        return new InetSocketAddress(InetAddress.getByName("127.0.0.1"), Integer.parseInt(port));
    }

    @ParameterizedTest
    @EnumSource
    void oneIsFoundAmongManyAndByManyThreads(Way way) throws Exception {
        List<Socket> many = new ArrayList<>();
        try (CallingProcess agent = CallingProcess.of(AGENT, "AF_INET", "127.0.0.1");
                ServerSocket busy = new ServerSocket(0, 512, Inet4Address.getByName("127.0.0.1"));
                PeerIdentityPort peers = way.open()) {
            for (int i = 0; i < 300; i++) {
                many.add(new Socket(busy.getInetAddress(), busy.getLocalPort()));
            }
            List<OptionalLong> told = Stream.generate(() -> agent)
                    .limit(200)
                    .parallel()
                    .map(calling -> {
                        try {
                            return peers.uidOf(calling.gateway(), calling.peer());
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    })
                    .distinct()
                    .toList();

            assertEquals(List.of(OptionalLong.of(AGENT)), told);
        } finally {
            for (Socket socket : many) {
                socket.close();
            }
        }
    }
}
