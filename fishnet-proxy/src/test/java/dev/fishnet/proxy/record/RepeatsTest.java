package dev.fishnet.proxy.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.audit.Asked;
import dev.fishnet.audit.AuditEntry.Denied;
import dev.fishnet.audit.AuditEntry.DeniedMore;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.DenialCode;
import dev.fishnet.upstream.UpstreamName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RepeatsTest {
    private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");
    private static final Optional<AgentName> CLAUDE = Optional.of(new AgentName("claude"));
    private static final Optional<AgentName> CODEX = Optional.of(new AgentName("codex"));

    private final Repeats repeats = new Repeats();

    @Test
    void aFewAreToldAndTheRestIsCounted() {
        assertEquals(Repeats.IN_FULL, told(25, CLAUDE, DenialCode.ENDPOINT_BLOCKED));

        DeniedMore more = repeats.endTurn(START.plusSeconds(60)).getFirst();

        assertEquals(25 - Repeats.IN_FULL, more.count());
        assertEquals(START.plusSeconds(Repeats.IN_FULL), more.since());
        assertEquals(START.plusSeconds(60), more.at());
        assertEquals(CLAUDE, more.asked().agent());
        assertEquals(DenialCode.ENDPOINT_BLOCKED, more.code());
    }

    @Test
    void everyTurnBeginsAnew() {
        told(25, CLAUDE, DenialCode.ENDPOINT_BLOCKED);
        repeats.endTurn(START);

        assertEquals(Repeats.IN_FULL, told(25, CLAUDE, DenialCode.ENDPOINT_BLOCKED));
        assertEquals(15, repeats.endTurn(START).getFirst().count());
        assertEquals(List.of(), repeats.endTurn(START));
    }

    @Test
    void oneCallerDoesNotHideAnotherNorOneReasonAnother() {
        told(25, CLAUDE, DenialCode.ENDPOINT_BLOCKED);

        assertEquals(Repeats.IN_FULL, told(10, CODEX, DenialCode.ENDPOINT_BLOCKED));
        assertEquals(Repeats.IN_FULL, told(10, CLAUDE, DenialCode.MODEL_NOT_ALLOWED));
    }

    @Test
    void anAgentIsTheSameUnderAllItsUids() {
        long told = LongStream.range(0, 100)
                .filter(uid -> repeats.isNews(denied(uid, CLAUDE, DenialCode.ENDPOINT_BLOCKED, 0)))
                .count();

        assertEquals(Repeats.IN_FULL, told);
        assertEquals(
                OptionalLong.empty(), repeats.endTurn(START).getFirst().asked().uid());
    }

    /** Or somebody with sixty thousand uids could fill the disk after all. */
    @Test
    void tooManyCallersAreCountedTogether() {
        long told = LongStream.range(0, 60_000)
                .filter(uid -> repeats.isNews(denied(uid, Optional.empty(), DenialCode.CALLER_UNKNOWN, 0)))
                .count();

        assertEquals(Repeats.STRANGERS_IN_FULL, told);
        List<DeniedMore> more = repeats.endTurn(START);
        assertTrue(more.size() <= Repeats.SUBJECTS / 2 + 1);
        assertEquals(
                60_000 - Repeats.STRANGERS_IN_FULL,
                more.stream().mapToLong(DeniedMore::count).sum());
        assertEquals(OptionalLong.empty(), more.getLast().asked().uid());
    }

    @Test
    void strangersTakeNoAgentsPlace() {
        LongStream.range(0, 60_000)
                .forEach(uid -> repeats.isNews(denied(uid, Optional.empty(), DenialCode.CALLER_UNKNOWN, 0)));

        assertEquals(Repeats.IN_FULL, told(25, CLAUDE, DenialCode.ENDPOINT_BLOCKED));
    }

    @Test
    void whoIsNewAmongTooManyIsCountedByReason() {
        LongStream.range(0, Repeats.SUBJECTS / 2)
                .forEach(uid -> repeats.isNews(denied(uid, Optional.empty(), DenialCode.CALLER_UNKNOWN, 0)));

        assertFalse(repeats.isNews(denied(9_999, Optional.empty(), DenialCode.CALLER_UNKNOWN, 0)));
        assertFalse(repeats.isNews(denied(9_999, Optional.empty(), DenialCode.TOKEN_REFUSED, 0)));

        List<DeniedMore> ofAnybody = repeats.endTurn(START).stream()
                .filter(more -> more.asked().uid().isEmpty())
                .toList();
        assertEquals(
                List.of(DenialCode.CALLER_UNKNOWN, DenialCode.TOKEN_REFUSED),
                ofAnybody.stream().map(DeniedMore::code).toList());
    }

    private long told(int times, Optional<AgentName> agent, DenialCode code) {
        return LongStream.range(0, times)
                .filter(second -> repeats.isNews(denied(4711, agent, code, second)))
                .count();
    }

    private static Denied denied(long uid, Optional<AgentName> agent, DenialCode code, long second) {
        Asked asked = new Asked(
                OptionalLong.of(uid),
                agent,
                Optional.of(UpstreamName.OPENAI),
                "GET",
                "/v1/models",
                Optional.empty(),
                Optional.empty());
        return new Denied(START.plusSeconds(second), asked, Optional.empty(), code, "No.");
    }
}
