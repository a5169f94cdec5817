package dev.fishnet.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.testkit.Answer;
import dev.fishnet.testkit.Chunks;
import dev.fishnet.testkit.CutOff;
import dev.fishnet.testkit.Exchange;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S-18")
class StreamingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Door door;

    @BeforeEach
    void open() throws FishnetException {
        door = Door.open();
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void anEventIsSeenBeforeTheNextIsSent() throws IOException {
        CountDownLatch seen = new CountDownLatch(1);
        door.upstream.answerNext(Chunks.eventStream()
                .then(Chunks.chunk("data: one\n\n"))
                .then(Answer.waitFor(seen))
                .then(Chunks.chunk("data: two\n\n"))
                .then(Chunks.end()));
        try (RawAgent agent = door.agent().send(door.get("/proxy/openai/v1/models"))) {
            agent.head();
            assertEquals("data: one\n\n", new String(agent.chunk(), ISO_8859_1));
            seen.countDown();
            assertEquals("data: two\n\n", new String(agent.chunk(), ISO_8859_1));
            assertEquals(0, agent.chunk().length);
        }
    }

    @Test
    void theHeadIsSeenBeforeTheBodyIsSent() throws IOException {
        CountDownLatch seen = new CountDownLatch(1);
        door.upstream.answerNext(Answer.raw("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n")
                .then(Answer.waitFor(seen))
                .then(Answer.raw("ok")));
        try (RawAgent agent = door.agent().send(door.get("/proxy/openai/v1/models"))) {
            agent.head();
            seen.countDown();
            assertEquals("ok", new String(agent.exactly(2), ISO_8859_1));
        }
    }

    @Test
    @Tag("S-05")
    void onlyTheBeginningOfAKeyIsHeldBack() throws IOException {
        CountDownLatch seen = new CountDownLatch(1);
        String half = Door.OPENAI_KEY.substring(0, 9);
        door.upstream.answerNext(Chunks.eventStream()
                .then(Chunks.chunk("data: " + half))
                .then(Answer.waitFor(seen))
                .then(Chunks.chunk("...\n\n"))
                .then(Chunks.end()));
        try (RawAgent agent = door.agent().send(door.get("/proxy/openai/v1/models"))) {
            agent.head();
            assertEquals("data: ", new String(agent.chunk(), ISO_8859_1));
            seen.countDown();
            assertEquals(half + "...\n\n", new String(agent.chunk(), ISO_8859_1));
        }
    }

    @Test
    void anAgentThatLeavesInTheMiddleEndsTheCall() throws Exception {
        door.upstream.answerNext(
                Chunks.eventStream().then(Chunks.chunk("data: one\n\n")).then(Answer.never()));
        try (RawAgent agent = door.agent().send(door.get("/proxy/openai/v1/models"))) {
            agent.head();
            agent.chunk();
        }
        door.upstream.awaitDisconnect(PATIENCE);
    }

    @Test
    void anAgentThatLeavesBeforeTheAnswerEndsTheCall() throws Exception {
        door.upstream.answerNext(Answer.never());
        try (RawAgent agent = door.agent().send(door.get("/proxy/openai/v1/models"))) {
            door.upstream.awaitRequest(PATIENCE);
            agent.vanish();
        }
        door.upstream.awaitDisconnect(PATIENCE);
    }

    @Test
    void anAgentThatLeavesWithMoreRequestsWaitingEndsTheCall() throws Exception {
        door.upstream.answerNext(Answer.never());
        try (RawAgent agent = door.agent().send(door.get("/proxy/openai/v1/models") + door.get("/health"))) {
            door.upstream.awaitRequest(PATIENCE);
            agent.vanish();
        }
        door.upstream.awaitDisconnect(PATIENCE);
    }

    @Test
    @Tag("S-10")
    void anUpstreamIsHeldUpByAnAgentThatDoesNotRead() throws Exception {
        AtomicLong sent = new AtomicLong();
        CountDownLatch stuck = new CountDownLatch(1);
        door.upstream.answerNext((request, exchange) -> flood(exchange, sent, stuck));
        try (RawAgent agent = RawAgent.slowTo(door.address()).send(door.get("/proxy/openai/v1/models"))) {
            agent.head();
            long before = -1;
            while (sent.get() != before) {
                before = sent.get();
                assertTrue(!stuck.await(500, TimeUnit.MILLISECONDS), "the flood passed unread");
            }
            assertTrue(before < FLOOD / 4, before + " bytes were taken from the upstream and not read by the agent");
            assertEquals(FLOOD, agent.exactly((int) FLOOD).length);
        }
    }

    private static final long FLOOD = 64L << 20;

    private static void flood(Exchange exchange, AtomicLong sent, CountDownLatch done) throws IOException {
        byte[] piece = new byte[64 * 1024];
        exchange.send("HTTP/1.1 200 OK\r\ncontent-length: " + FLOOD + "\r\n\r\n");
        while (sent.get() < FLOOD) {
            exchange.send(piece);
            sent.addAndGet(piece.length);
        }
        done.countDown();
    }

    @Test
    void anUpstreamThatBreaksOffInAStreamBreaksTheAgentsConnection() throws IOException {
        door.upstream.answerNext(
                Chunks.eventStream().then(Chunks.chunk("data: one\n\n")).then(Answer.end(CutOff.CLEAN)));
        try (RawAgent agent = door.agent().send(door.get("/proxy/openai/v1/models"))) {
            agent.head();
            assertEquals("data: one\n\n", new String(agent.chunk(), ISO_8859_1));
            assertEquals("", agent.untilClosed());
        }
    }
}
