package dev.fishnet.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.proxy.RawAgent.Reply;
import dev.fishnet.testkit.Exchange;
import dev.fishnet.testkit.FakeUpstream;
import dev.fishnet.testkit.RecordedRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Thousands of answers that carry the key somewhere; the agent must not receive it in any of them. */
@Tag("S-05")
class CanaryLeakTest {
    private static final int ANSWERS = 12_000;
    private static final int AGENTS = 4;
    private static final List<EchoShape> SHAPES = List.copyOf(EnumSet.allOf(EchoShape.class));
    private static final String CANARY = Door.OPENAI_KEY.toLowerCase(Locale.ROOT);

    @Test
    void noAnswerCarriesTheKeyToTheAgent() throws Exception {
        try (Door door = Door.open()) {
            door.upstream.answerAlways(CanaryLeakTest::echo);
            AtomicInteger answered = new AtomicInteger();
            AtomicInteger masked = new AtomicInteger();
            IntStream.range(0, AGENTS).parallel().forEach(first -> askAll(door, first, answered, masked));
            assertEquals(ANSWERS, answered.get());
            assertTrue(masked.get() > ANSWERS / 4, "only " + masked.get() + " answers had something to mask");
        }
    }

    /** The same answers and the same search, without the gateway in between. */
    @Test
    void theSearchFindsTheKeyWhereNothingIsMasked() throws Exception {
        EnumSet<EchoShape> found = EnumSet.noneOf(EchoShape.class);
        try (FakeUpstream upstream = FakeUpstream.plain()) {
            upstream.answerAlways(CanaryLeakTest::echo);
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), upstream.port());
            for (int seed = 0; seed < 20 * SHAPES.size(); seed++) {
                if (leaksDirectly(address, seed)) {
                    found.add(shape(seed));
                }
            }
        }
        assertEquals(EnumSet.allOf(EchoShape.class), found);
    }

    private static boolean leaksDirectly(InetSocketAddress upstream, int seed) throws IOException {
        String request = "GET /v1/" + seed + " HTTP/1.1\r\nhost: x\r\nconnection: close\r\nauthorization: Bearer "
                + Door.OPENAI_KEY + "\r\n\r\n";
        try (RawAgent agent = RawAgent.to(upstream).send(request)) {
            try {
                agent.reply();
            } catch (IOException | RuntimeException notHttp) {
                // read to the end all the same
            }
            agent.untilClosed();
            return leaked(agent);
        }
    }

    private static void echo(RecordedRequest request, Exchange exchange) throws IOException, InterruptedException {
        int seed = Integer.parseInt(request.path().substring("/v1/".length()));
        String key = request.header("authorization").orElseThrow().substring("Bearer ".length());
        shape(seed).answer(key, new Random(seed)).send(request, exchange);
    }

    private static EchoShape shape(int seed) {
        return SHAPES.get(seed % SHAPES.size());
    }

    private static void askAll(Door door, int first, AtomicInteger answered, AtomicInteger masked) {
        int seed = first;
        while (seed < ANSWERS) {
            try (RawAgent agent = door.agent()) {
                for (boolean open = true; open && seed < ANSWERS; seed += AGENTS) {
                    open = isOpenAfter(agent, door.get("/proxy/openai/v1/" + seed));
                    assertFalse(leaked(agent), "the key leaked in answer " + seed + ", " + shape(seed));
                    answered.incrementAndGet();
                    masked.addAndGet(new String(agent.content(), ISO_8859_1).contains("****") ? 1 : 0);
                    agent.forget();
                }
            } catch (IOException e) {
                throw new UncheckedIOException("answer " + seed + ", " + shape(seed), e);
            }
        }
    }

    /** Reads an answer, or what there is of it, and then everything if the connection ends with it. */
    private static boolean isOpenAfter(RawAgent agent, String request) throws IOException {
        try {
            Reply reply = agent.send(request).reply();
            if (!reply.says("connection: close")) {
                return true;
            }
            agent.untilClosed();
        } catch (EOFException cutOff) {
            // what came before has been kept
        }
        return false;
    }

    /** On the wire, and in the body as a reader puts it together; in any case of its letters, or compressed. */
    private static boolean leaked(RawAgent agent) {
        String wire = new String(agent.seen(), ISO_8859_1).toLowerCase(Locale.ROOT);
        String body = new String(agent.content(), ISO_8859_1).toLowerCase(Locale.ROOT);
        return wire.contains(CANARY) || body.contains(CANARY) || wire.contains("\u001f\u008b");
    }
}
