package dev.fishnet.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fishnet.testkit.Answer;
import dev.fishnet.testkit.FakeUpstream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S-46")
class PolicyChangeTest {
    private static final String TARGET = "/proxy/openai/v1/models";
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void aRequestKeepsToThePolicyItsHeadWasReadUnder() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        try (Door door = Door.open();
                RawAgent agent = door.agent()) {
            door.upstream.answerNext(Answer.waitFor(gate).then(Answer.played()));
            agent.send(door.get(TARGET));
            door.upstream.awaitRequest(LONG);
            door.gateway.use(
                    Door.both(door.upstream.baseUri()).allowing("GET /v1/other").policy());
            gate.countDown();
            assertEquals(200, agent.reply().status());
            assertEquals(
                    "endpoint_not_allowed", agent.send(door.get(TARGET)).reply().reason());
        }
    }

    @Test
    void anUpstreamThatHasMovedIsNotAskedWhereItWas() throws Exception {
        try (Door door = Door.open();
                FakeUpstream moved = FakeUpstream.plain();
                RawAgent agent = door.agent()) {
            assertEquals(200, agent.send(door.get(TARGET)).reply().status());
            door.gateway.use(Door.both(moved.baseUri()).policy());
            assertEquals(200, agent.send(door.get(TARGET)).reply().status());
            assertEquals(1, door.upstream.requests().size());
            assertEquals(1, moved.requests().size());
        }
    }

    @Test
    void aConnectionFromBeforeTheMoveIsNotKept() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        try (Door door = Door.open();
                FakeUpstream moved = FakeUpstream.plain();
                RawAgent early = door.agent();
                RawAgent late = door.agent()) {
            door.upstream.answerNext(Answer.waitFor(gate).then(Answer.played()));
            early.send(door.get(TARGET));
            door.upstream.awaitRequest(LONG);
            door.gateway.use(Door.both(moved.baseUri()).policy());
            assertEquals(200, late.send(door.get(TARGET)).reply().status());
            gate.countDown();
            assertEquals(200, early.reply().status());
            assertEquals(200, early.send(door.get(TARGET)).reply().status());
            assertEquals(1, door.upstream.requests().size());
        }
    }
}
