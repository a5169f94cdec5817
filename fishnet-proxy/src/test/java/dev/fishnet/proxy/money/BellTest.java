package dev.fishnet.proxy.money;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fishnet.alert.Alert;
import dev.fishnet.alert.AlertKind;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.Concern;
import dev.fishnet.policy.RequestHead;
import dev.fishnet.upstream.UpstreamName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BellTest {
    private final List<Alert> heard = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private final Bell bell = new Bell(heard::add, () -> now);

    private void ring(String agent, String message) {
        bell.ring(
                new RequestHead(new AgentName(agent), UpstreamName.OPENAI, "POST", "/v1/responses"),
                List.of(new Concern(AlertKind.RATE_LIMIT_HIT, message)));
    }

    /** Found in review: each refusal of a flood was a write on the thread that others' money waits for. */
    @Test
    void aFloodIsToldOfOnce() {
        for (int i = 0; i < 10_000; i++) {
            ring("claude", "too many");
        }

        assertEquals(List.of(new Alert(now, AlertKind.RATE_LIMIT_HIT, "claude/openai", "too many")), heard);
    }

    @Test
    void anotherAgentOrAnotherSentenceIsToldOf() {
        ring("claude", "too many");
        ring("codex", "too many");
        ring("claude", "too long");

        assertEquals(3, heard.size());
    }

    @Test
    void afterAnHourItIsToldOfAgainAndSoItIsWhenTheClockWentBack() {
        ring("claude", "too many");
        now = now.plus(Duration.ofMinutes(59));
        ring("claude", "too many");
        now = now.plus(Duration.ofMinutes(1));
        ring("claude", "too many");
        now = now.minus(Duration.ofDays(1));
        ring("claude", "too many");

        assertEquals(3, heard.size());
    }

    @Test
    void onlySoMuchIsRemembered() {
        ring("claude", "first");
        for (int i = 0; i < 1024; i++) {
            ring("claude", "sentence " + i);
        }
        ring("claude", "first");

        assertEquals(1026, heard.size());
    }
}
