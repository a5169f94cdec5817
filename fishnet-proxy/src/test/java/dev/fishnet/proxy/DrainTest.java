package dev.fishnet.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fishnet.testkit.Answer;
import dev.fishnet.testkit.Chunks;
import java.io.EOFException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DrainTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void aRequestThatHasBegunEndsAndNoOtherBegins() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        try (Door door = Door.open();
                RawAgent busy = door.agent();
                RawAgent idle = door.agent()) {
            door.upstream.answerNext(Answer.waitFor(gate).then(Answer.json(200, "{}")));
            busy.send(door.get("/proxy/openai/v1/models"));
            door.upstream.awaitRequest(LONG);
            assertEquals(200, idle.send(door.get("/health")).reply().status());
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> door.gateway.stop(LONG));
            assertEquals("", idle.untilClosed());
            gate.countDown();
            assertEquals(200, busy.reply().status());
            assertEquals("", busy.untilClosed());
            busy.close();
            stopped.get(LONG.toSeconds(), TimeUnit.SECONDS);
            assertThrows(ConnectException.class, () -> door.agent().close());
        }
    }

    @Test
    void aRequestThatDoesNotEndIsCutOffAfterTheTime() throws Exception {
        try (Door door = Door.open();
                RawAgent agent = door.agent()) {
            door.upstream.answerNext(
                    Chunks.eventStream().then(Chunks.chunk("x")).then(Answer.never()));
            agent.send(door.get("/proxy/openai/v1/models"));
            agent.head();
            agent.chunk();
            door.gateway.stop(Duration.ofMillis(100));
            assertThrows(EOFException.class, agent::chunk);
            door.upstream.awaitDisconnect(LONG);
        }
    }

    @Test
    void stoppingTwiceIsHarmless() throws Exception {
        try (Door door = Door.open()) {
            door.gateway.stop(Duration.ZERO);
            door.gateway.close();
        }
    }
}
