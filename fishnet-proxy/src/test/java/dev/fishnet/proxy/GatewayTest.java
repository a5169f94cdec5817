package dev.fishnet.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.config.AuditSettings;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.proxy.RawAgent.Reply;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayTest {
    private static final InetAddress V4 = InetAddress.getLoopbackAddress();

    @Test
    void healthIsAnswered() throws Exception {
        try (Door door = Door.open();
                RawAgent agent = door.agent().send(door.get("/health"))) {
            Reply reply = agent.reply();
            assertEquals(200, reply.status());
            assertTrue(reply.says("content-type: application/json"));
            assertEquals("{\"status\":\"ok\"}", reply.text());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "POST", "PUT", "DELETE", "OPTIONS"})
    void healthTakesNoOtherMethod(String method) throws Exception {
        try (Door door = Door.open();
                RawAgent agent = door.agent().send(door.get("/health").replaceFirst("GET", method))) {
            Reply reply = agent.reply(!method.equals("HEAD"));
            assertEquals(405, reply.status());
            assertTrue(reply.says("allow: GET"));
        }
    }

    @Test
    void requestsSentTogetherAreAnsweredInTheirOrder() throws Exception {
        try (Door door = Door.open();
                RawAgent agent = door.agent()) {
            agent.send(door.get("/proxy/openai/v1/models") + door.get("/health") + door.get("/nowhere"));
            assertTrue(agent.reply().text().contains("\"list\""));
            assertEquals("{\"status\":\"ok\"}", agent.reply().text());
            assertEquals(404, agent.reply().status());
        }
    }

    @Test
    void anOccupiedPortIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, V4)) {
            GatewayException e = startOn(new InetSocketAddress(V4, taken.getLocalPort()));
            assertEquals(
                    "failed to bind 127.0.0.1:" + taken.getLocalPort() + ": Address already in use", e.getMessage());
            assertEquals(ErrorKind.UNAVAILABLE, e.kind());
        }
    }

    @Test
    void anOccupiedPortOfIpv6IsNamed() throws Exception {
        Assumptions.assumeTrue(hasIpv6Loopback(), "this machine has no ::1");
        try (ServerSocket taken = new ServerSocket(0, 1, v6())) {
            GatewayException e = startOn(new InetSocketAddress(v6(), taken.getLocalPort()));
            assertEquals("failed to bind [::1]:" + taken.getLocalPort() + ": Address already in use", e.getMessage());
        }
    }

    @Test
    void oneOccupiedPortLeavesNoneBound() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, V4)) {
            // Asked for while the other is taken, or it may be the same.
            int free = freePort();
            startOn(new InetSocketAddress(V4, free), new InetSocketAddress(V4, taken.getLocalPort()));
            assertThrows(ConnectException.class, () -> new Socket(V4, free).close());
        }
    }

    @Test
    void anAddressOfTheNetworkIsNotListenedOn() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new GatewaySettings(
                        List.of(new InetSocketAddress(0)), GatewayLimits.DEFAULT, List.of(), AuditSettings.DEFAULT));
    }

    private static GatewayException startOn(InetSocketAddress... addresses) {
        GatewaySettings settings =
                new GatewaySettings(List.of(addresses), GatewayLimits.DEFAULT, List.of(), AuditSettings.DEFAULT);
        return assertThrows(
                GatewayException.class,
                () -> Gateway.start(
                        settings,
                        Door.ports(),
                        new Court.Rules(Rules.open().policy(), Door.EVERYBODY),
                        NameLookup.SYSTEM,
                        Door.transport()));
    }

    private static InetAddress v6() throws IOException {
        byte[] address = new byte[16];
        address[15] = 1;
        return InetAddress.getByAddress(address);
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }

    private static boolean hasIpv6Loopback() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .anyMatch(a -> a instanceof Inet6Address && a.isLoopbackAddress());
    }
}
