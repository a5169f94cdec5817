package dev.fishnet.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.GatewayLimits.Sizes;
import dev.fishnet.proxy.GatewayLimits.Times;
import dev.fishnet.testkit.Answer;
import dev.fishnet.testkit.Eventually;
import dev.fishnet.testkit.FakeUpstream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an agent can make the gateway hold open towards upstreams. */
@Tag("S-10")
class UpstreamConnectionsTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Times SLOW = new Times(LONG, LONG, LONG, LONG, LONG, LONG, LONG);

    @Test
    @Tag("S-18")
    void f4AnAbandonedCallEndsItsTlsHandshakeAtOnce() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Door door = toTls(silent);
                RawAgent agent = door.agent().send(door.get("/proxy/openai/v1/models"));
                Socket seen = silent.accept()) {
            seen.setSoTimeout(10_000);
            InputStream in = seen.getInputStream();
            assertEquals(22, in.read(), "a TLS record of a handshake");
            agent.vanish();
            assertTrue(in.readAllBytes().length > 0);
        }
    }

    @Test
    void f4ConnectionsToUpstreamsAreBoundedIdleOnesIncluded() throws Exception {
        try (Door door = Door.open(new GatewayLimits(new Sizes(8192, 8192, 100, 1000, 1000, 2, 2), SLOW));
                RawAgent first = door.agent();
                RawAgent second = door.agent()) {
            assertEquals(
                    200, first.send(door.get("/proxy/openai/v1/models")).reply().status());
            door.upstream.answerNext(Answer.never());
            first.send(door.get("/proxy/anthropic/v1/models"));
            assertTrue(Eventually.isTrue(() -> door.upstream.requests().size() == 2));
            RawAgent.Reply refused =
                    second.send(door.get("/proxy/anthropic/v1/models")).reply();
            assertEquals(503, refused.status());
            assertEquals("too_many_connections", refused.reason());
            first.vanish();
            assertTrue(Eventually.isTrue(() -> status(second, door) == 200), "the place is given back");
        }
    }

    @Test
    void f4FailedConnectionsGiveTheirPlacesBack() throws Exception {
        try (Door door = Door.open(new GatewayLimits(new Sizes(8192, 8192, 100, 1000, 1000, 2, 2), SLOW));
                RawAgent agent = door.agent()) {
            door.upstream.close();
            for (int i = 0; i < 5; i++) {
                assertEquals(502, status(agent, door));
            }
        }
    }

    private static int status(RawAgent agent, Door door) {
        try {
            return agent.send(door.get("/proxy/anthropic/v1/models")).reply().status();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Door toTls(ServerSocket listener) throws FishnetException {
        URI base = URI.create("https://127.0.0.1:" + listener.getLocalPort());
        return Door.open(FakeUpstream.plain(), new GatewayLimits(Sizes.DEFAULT, SLOW), base, List.of());
    }
}
