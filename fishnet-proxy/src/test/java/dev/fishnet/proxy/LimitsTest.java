package dev.fishnet.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.GatewayLimits.Sizes;
import dev.fishnet.proxy.GatewayLimits.Times;
import dev.fishnet.proxy.RawAgent.Reply;
import dev.fishnet.testkit.Answer;
import dev.fishnet.testkit.Chunks;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S-10")
class LimitsTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(150);
    private static final Sizes SMALL = new Sizes(512, 2048, 20, 1000, 1500, 3, 2);

    @Test
    void aBodyOfTheGreatestLengthIsTaken() throws Exception {
        assertEquals(200, answerTo(SMALL, "POST|" + "x".repeat(1000)).status());
    }

    @Test
    void aLongerBodyIsRefusedBeforeItIsSent() throws Exception {
        try (Door door = Door.open(new GatewayLimits(SMALL, Times.DEFAULT));
                RawAgent agent = door.agent()) {
            agent.send(door.post("/proxy/openai/v1/files", "").replace("length: 0", "length: 1001"));
            assertRefused(413, "body_too_large", agent);
        }
    }

    @Test
    void aLongerBodyIsRefusedEvenWhenItIsSentAtOnce() throws Exception {
        Reply reply = answerTo(SMALL, "POST|" + "x".repeat(5_000_000));
        assertEquals(413, reply.status());
    }

    @Test
    void aLongerBodyInChunksIsRefused() throws Exception {
        try (Door door = Door.open(new GatewayLimits(SMALL, Times.DEFAULT));
                RawAgent agent = door.agent()) {
            agent.send(chunked(door) + "1f4\r\n" + "x".repeat(500) + "\r\n1f5\r\n" + "x".repeat(501));
            assertRefused(413, "body_too_large", agent);
        }
    }

    @Test
    void bodiesTogetherAreBounded() throws Exception {
        BufferBudget budget = new BufferBudget(1500);
        try (RequestBody first = new RequestBody(ByteBufAllocator.DEFAULT, budget, 1000);
                RequestBody second = new RequestBody(ByteBufAllocator.DEFAULT, budget, 1000)) {
            assertNull(first.append(Unpooled.wrappedBuffer(new byte[900])));
            assertEquals(RequestFaults.noRoomForBody(), second.append(Unpooled.wrappedBuffer(new byte[900])));
        }
        assertEquals(1500, budget.left());
    }

    @Test
    void aBodyBeyondTheBoundForAllIsRefused() throws Exception {
        Sizes sizes = new Sizes(512, 2048, 20, 1000, 500, 3, 2);
        Reply reply = answerTo(sizes, "POST|" + "x".repeat(600));
        assertEquals(503, reply.status());
        assertEquals("buffers_full", reply.reason());
    }

    @Test
    void aBodyInTinyPiecesTakesNoMoreMemoryThanAnother() throws Exception {
        BufferBudget budget = new BufferBudget(1 << 20);
        try (RequestBody body = new RequestBody(ByteBufAllocator.DEFAULT, budget, 200_000)) {
            for (int i = 0; i < 200_000; i++) {
                assertNull(body.append(Unpooled.wrappedBuffer(new byte[] {(byte) i})));
            }
            assertTrue(budget.left() >= (1 << 20) - 200_000);
            assertEquals(200_000, body.length());
        }
    }

    @Test
    void memoryOfABodyIsGivenBack() throws Exception {
        try (Door door = Door.open(new GatewayLimits(new Sizes(512, 2048, 20, 1000, 1500, 100, 2), Times.DEFAULT))) {
            for (int i = 0; i < 20; i++) {
                try (RawAgent agent = door.agent()) {
                    agent.send(door.post("/proxy/openai/v1/files", "x".repeat(1000)));
                    assertEquals(200, agent.reply().status());
                }
                try (RawAgent agent = door.agent()) {
                    agent.send(chunked(door) + "3e8\r\n" + "x".repeat(1000) + "\r\nno size\r\n");
                    assertEquals(400, agent.reply().status());
                }
            }
        }
    }

    @Test
    void aLongTargetIsRefused() throws Exception {
        assertEquals(414, answerTo(SMALL, "/proxy/openai/" + "x".repeat(600)).status());
    }

    @Test
    void aLargeHeadIsRefused() throws Exception {
        assertEquals(
                431,
                answerTo(SMALL, "/proxy/openai/v1", "x: " + "y".repeat(3000) + "\r\n")
                        .status());
        assertEquals(
                431,
                answerTo(SMALL, "/proxy/openai/v1", "x: y\r\n".repeat(19) + "z: y\r\n")
                        .status());
    }

    @Test
    void connectionsAreBounded() throws Exception {
        try (Door door = Door.open(new GatewayLimits(SMALL, Times.DEFAULT))) {
            List<RawAgent> agents = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                agents.add(door.agent().send(door.get("/health")));
                assertEquals(200, agents.get(i).reply().status());
            }
            try (RawAgent oneTooMany = door.agent()) {
                assertRefused(503, "too_many_connections", oneTooMany);
            }
            for (RawAgent agent : agents) {
                agent.close();
            }
        }
    }

    @Test
    void aHeadThatDoesNotEndIsGivenUp() throws Exception {
        try (Door door = hurried(SHORT, LONG, LONG, LONG);
                RawAgent agent = door.agent().send("GET /health HTTP/1.1\r\nHo")) {
            assertRefused(408, "too_slow", agent);
        }
    }

    @Test
    void aConnectionThatSaysNothingIsClosed() throws Exception {
        try (Door door = hurried(SHORT, LONG, LONG, LONG);
                RawAgent agent = door.agent()) {
            assertEquals("", agent.untilClosed());
        }
    }

    @Test
    void aBodyThatStallsIsGivenUp() throws Exception {
        try (Door door = hurried(LONG, SHORT, LONG, LONG);
                RawAgent agent = door.agent()) {
            agent.send(door.post("/proxy/openai/v1/files", "abc").replace("length: 3", "length: 4"));
            assertRefused(408, "too_slow", agent);
            assertEquals(0, door.upstream.connections());
        }
    }

    @Test
    void aBodyThatTricklesIsGivenUp() throws Exception {
        try (Door door = hurried(LONG, LONG, SHORT, LONG);
                RawAgent agent = door.agent()) {
            agent.send(door.post("/proxy/openai/v1/files", "abc").replace("length: 3", "length: 4"));
            assertRefused(408, "too_slow", agent);
        }
    }

    @Test
    void anUpstreamThatDoesNotAnswerIsGivenUp() throws Exception {
        try (Door door = hurried(LONG, LONG, LONG, SHORT)) {
            door.upstream.answerNext(Answer.never());
            try (RawAgent agent = door.agent().send(door.get("/proxy/openai/v1/models"))) {
                Reply reply = agent.reply();
                assertEquals(504, reply.status());
                assertEquals("upstream_timeout", reply.reason());
            }
        }
    }

    @Test
    void anUpstreamThatStopsInTheMiddleIsGivenUp() throws Exception {
        try (Door door = hurried(LONG, LONG, LONG, SHORT)) {
            door.upstream.answerNext(
                    Chunks.eventStream().then(Chunks.chunk("data: x\n\n")).then(Answer.never()));
            try (RawAgent agent = door.agent().send(door.get("/proxy/openai/v1/models"))) {
                agent.head();
                agent.chunk();
                assertEquals("", agent.untilClosed());
            }
        }
    }

    private static String chunked(Door door) {
        return "POST /proxy/openai/v1/files HTTP/1.1\r\nHost: " + door.host()
                + "\r\nTransfer-Encoding: chunked\r\n\r\n";
    }

    private static Door hurried(Duration head, Duration stall, Duration body, Duration answer) throws FishnetException {
        return Door.open(new GatewayLimits(Sizes.DEFAULT, new Times(head, stall, body, LONG, LONG, answer, LONG)));
    }

    /** @param request a target to get, or POST| and a body */
    private static Reply answerTo(Sizes sizes, String request, String... lines) throws FishnetException, IOException {
        try (Door door = Door.open(new GatewayLimits(sizes, Times.DEFAULT));
                RawAgent agent = door.agent()) {
            return agent.send(
                            request.startsWith("POST|")
                                    ? door.post("/proxy/openai/v1/files", request.substring(5), lines)
                                    : door.get(request, lines))
                    .reply();
        }
    }

    private static void assertRefused(int status, String rule, RawAgent agent) throws IOException {
        Reply reply = agent.reply();
        assertEquals(status, reply.status());
        assertEquals(rule, reply.reason());
        assertEquals("", agent.untilClosed());
    }
}
