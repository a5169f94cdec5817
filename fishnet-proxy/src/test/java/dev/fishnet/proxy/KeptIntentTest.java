package dev.fishnet.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.alert.AlertKind;
import dev.fishnet.audit.AuditEntry.Intent;
import dev.fishnet.audit.AuditEntry.Outcome;
import dev.fishnet.audit.Ending;
import dev.fishnet.testkit.Eventually;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A store that keeps an intent at once, and writes it when it comes to it. */
@Tag("S-70")
class KeptIntentTest {
    private static final String BODY =
            "{\"model\":\"gpt-fake\",\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

    private static int asked(Door door) throws IOException {
        try (RawAgent agent = door.agent()) {
            return agent.send(door.ask("/proxy/openai/v1/chat/completions", BODY))
                    .reply()
                    .status();
        }
    }

    @Test
    void aRequestGoesOnceItsIntentIsKeptAndItsOutcomeIsToldBehindIt() throws Exception {
        try (Door door = Door.open()) {
            door.log.keep();
            door.log.hold();

            assertEquals(200, asked(door));
            assertEquals(List.of(), door.log.entries());
            door.log.letGo();

            assertTrue(Eventually.isTrue(() -> door.log.entries(Outcome.class).size() == 1));
            Outcome outcome = door.log.entries(Outcome.class).getFirst();
            assertEquals(
                    door.log.entries().indexOf(door.log.entries(Intent.class).getFirst()), outcome.intent());
            assertEquals(Ending.ANSWERED, outcome.ending());
        }
    }

    @Test
    void oneThatCannotBeWrittenAfterAllIsAFailureOfTheLog() throws Exception {
        try (Door door = Door.open()) {
            door.log.keep();
            door.log.hold();
            assertEquals(200, asked(door));
            door.log.fail();
            door.log.letGo();

            try (RawAgent agent = door.agent()) {
                assertEquals(503, agent.send(door.get("/health")).reply().status());
            }
            assertTrue(door.operator.alerts.stream().anyMatch(alert -> alert.kind() == AlertKind.LOG_UNAVAILABLE));
            assertEquals(List.of(), door.log.entries());
        }
    }

    @Test
    void aGatewayThatStopsWaitsForThePlaceOfWhatIsKept() throws Exception {
        Door door = Door.open();
        try (door) {
            door.log.keep();
            door.log.hold();
            assertEquals(200, asked(door));
            Thread stopping = new Thread(door.gateway::close);
            stopping.start();
            assertTrue(Eventually.isTrue(() -> stopping.getState() == Thread.State.TIMED_WAITING));
            door.log.letGo();
            stopping.join();
            assertEquals(1, door.log.entries(Outcome.class).size());
        }
    }
}
