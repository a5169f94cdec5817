package dev.fishnet.audit;

import dev.fishnet.error.FishnetException;
import dev.fishnet.policy.AgentName;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.Reservation;
import dev.fishnet.spend.ReservationOutcome;
import dev.fishnet.spend.ReservationOutcome.Held;
import dev.fishnet.spend.ReservationOutcome.Refused;
import dev.fishnet.spend.SpendClaim;
import dev.fishnet.spend.Usage;
import dev.fishnet.upstream.UpstreamName;

/** {@code "money"} and {@code "usage"}, written and read. */
final class MoneyLine {
    private MoneyLine() {}

    static void write(LineWriter line, Judged.Money money) {
        SpendClaim claim = money.claim();
        line.open("money")
                .text("agent", claim.agent().value(), TextLimit.WORD)
                .text("upstream", claim.upstream().value(), TextLimit.WORD)
                .text("what", claim.what(), TextLimit.NAME)
                .number("at_most", claim.atMost().value());
        switch (money.outcome()) {
            case Held held -> held(line, held);
            case Refused refused -> refused(line, refused);
        }
        line.close();
    }

    static Judged.Money read(LineReader line) throws FishnetException {
        SpendClaim claim = new SpendClaim(
                new AgentName(line.text("agent")),
                new UpstreamName(line.text("upstream")),
                line.text("what"),
                new MicroUsd(line.number("at_most")));
        ReservationOutcome outcome = line.opens("held") ? held(line, claim) : refused(line);
        line.close();
        return new Judged.Money(claim, outcome);
    }

    private static void held(LineWriter line, Held held) {
        line.open("held")
                .number("reservation", held.reservation().id())
                .date("day", held.reservation().day())
                .number("percent", held.percentUsed())
                .close();
    }

    private static Held held(LineReader line, SpendClaim claim) throws FishnetException {
        Reservation reservation = new Reservation(line.number("reservation"), claim, line.date("day"));
        Held held = new Held(reservation, (int) line.number("percent"));
        line.close();
        return held;
    }

    private static void refused(LineWriter line, Refused refused) {
        line.open("refused");
        Words.SCOPES.write(line, "scope", refused.scope());
        line.number("cap", refused.cap().value())
                .number("used", refused.used().value())
                .number("wanted", refused.wanted().value())
                .time("resets", refused.resets())
                .close();
    }

    private static Refused refused(LineReader line) throws FishnetException {
        line.open("refused");
        Refused refused = new Refused(
                Words.SCOPES.read(line, "scope"),
                new MicroUsd(line.number("cap")),
                new MicroUsd(line.number("used")),
                new MicroUsd(line.number("wanted")),
                line.time("resets"));
        line.close();
        return refused;
    }

    static void write(LineWriter line, Usage usage) {
        line.open("usage")
                .number("input", usage.input())
                .number("cache_read", usage.cacheRead())
                .number("cache_write", usage.cacheWrite())
                .number("cache_write_long", usage.cacheWriteLong())
                .number("output", usage.output());
        Words.TIERS.write(line, "tier", usage.tier());
        line.close();
    }

    static Usage usage(LineReader line) throws FishnetException {
        Usage usage = new Usage(
                line.number("input"),
                line.number("cache_read"),
                line.number("cache_write"),
                line.number("cache_write_long"),
                line.number("output"),
                Words.TIERS.read(line, "tier"));
        line.close();
        return usage;
    }
}
