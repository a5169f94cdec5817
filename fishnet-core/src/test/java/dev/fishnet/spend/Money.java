package dev.fishnet.spend;

import dev.fishnet.policy.AgentName;
import dev.fishnet.upstream.UpstreamName;
import java.time.Instant;
import java.util.Optional;

/** What tests about money say often. */
final class Money {
    static final AgentName CLAUDE = new AgentName("claude");
    static final AgentName CODEX = new AgentName("codex");
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private Money() {}

    static MicroUsd micros(long value) {
        return new MicroUsd(value);
    }

    static Caps daily(long cap) {
        return new Caps(Optional.of(micros(cap)), Optional.empty());
    }

    static Caps monthly(long cap) {
        return new Caps(Optional.empty(), Optional.of(micros(cap)));
    }

    static SpendClaim claim(AgentName agent, long atMost) {
        return new SpendClaim(agent, UpstreamName.OPENAI, "gpt-5", micros(atMost));
    }

    static SpendClaim order(AgentName agent, long atMost) {
        return new SpendClaim(agent, Spending.BINANCE, "BTCUSDT", micros(atMost));
    }

    static Reservation held(ReservationOutcome outcome) {
        return ((ReservationOutcome.Held) outcome).reservation();
    }

    static ReservationOutcome.Refused refused(ReservationOutcome outcome) {
        return (ReservationOutcome.Refused) outcome;
    }
}
