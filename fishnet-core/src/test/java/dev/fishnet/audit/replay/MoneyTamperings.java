package dev.fishnet.audit.replay;

import static dev.fishnet.audit.replay.Altered.costing;
import static dev.fishnet.audit.replay.Altered.costly;
import static dev.fishnet.audit.replay.Altered.judging;
import static dev.fishnet.audit.replay.Altered.money;
import static dev.fishnet.audit.replay.Altered.reserved;
import static dev.fishnet.audit.replay.Altered.taking;
import static dev.fishnet.audit.replay.Tampering.denied;
import static dev.fishnet.audit.replay.Tampering.intent;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.AuditEntry.Outcome;
import dev.fishnet.audit.Ending;
import dev.fishnet.audit.Judged;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.Reservation;
import dev.fishnet.spend.ReservationOutcome;
import dev.fishnet.spend.ReservationOutcome.Held;
import dev.fishnet.spend.ReservationOutcome.Refused;
import dev.fishnet.spend.Usage;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What can be changed in entries so that something seems to have cost another amount. */
final class MoneyTamperings {
    private MoneyTamperings() {}

    static Stream<Tampering> held() {
        return Stream.of(
                intent(
                        "no money",
                        "decision",
                        e -> e.judged().money().isPresent() ? judging(e, j -> money(j, Optional.empty())) : e),
                holding(
                        "less money",
                        "claim",
                        h -> new Held(
                                reserved(
                                        h,
                                        new MicroUsd(
                                                h.reservation().claim().atMost().value() - 1)),
                                h.percentUsed())),
                holding("more percent than there are", "percent", h -> new Held(h.reservation(), 101)),
                holding(
                        "another day",
                        "day",
                        h -> new Held(
                                new Reservation(
                                        1,
                                        h.reservation().claim(),
                                        h.reservation().day().minusDays(9)),
                                h.percentUsed())),
                holding(
                        "a refusal",
                        "decision",
                        h -> new Refused(
                                ReservationOutcome.Scope.AGENT_DAY,
                                new MicroUsd(2_000_000),
                                new MicroUsd(2_000_000),
                                h.reservation().claim().atMost(),
                                Instant.parse("2026-11-23T00:00:00Z"))));
    }

    static Stream<Tampering> refusals() {
        return Stream.of(
                refusal(
                        "another cap",
                        "cap",
                        r -> new Refused(
                                r.scope(), new MicroUsd(r.cap().value() - 1), r.used(), r.wanted(), r.resets())),
                refusal(
                        "less used",
                        "budget",
                        r -> r.wanted().compareTo(r.cap()) > 0
                                ? r
                                : new Refused(r.scope(), r.cap(), MicroUsd.ZERO, r.wanted(), r.resets())),
                refusal(
                        "more wanted",
                        "wanted",
                        r -> new Refused(
                                r.scope(), r.cap(), r.used(), r.wanted().plus(r.wanted()), r.resets())),
                refusal(
                        "another end",
                        "resets",
                        r -> new Refused(
                                r.scope(),
                                r.cap(),
                                r.used(),
                                r.wanted(),
                                r.resets().plusSeconds(1))));
    }

    static Stream<Tampering> outcomes() {
        return Stream.of(
                outcome(
                        "a lower cost",
                        o -> o.cost()
                                .filter(c -> c.value() > 0)
                                .map(c -> costing(o, Optional.of(new MicroUsd(c.value() - 1))))),
                outcome("a higher cost", o -> o.cost().map(c -> costing(o, Optional.of(new MicroUsd(c.value() + 1))))),
                outcome("no cost", o -> o.usage().map(u -> costing(o, Optional.empty()))),
                outcome(
                        "a cost of nothing",
                        o -> isGood(o) ? Optional.of(costing(o, Optional.of(MicroUsd.ZERO))) : Optional.empty()),
                outcome(
                        "more tokens",
                        o -> o.usage()
                                .map(u -> taking(o, new Usage(u.input() + 1000, 0, 0, 0, u.output(), u.tier())))));
    }

    private static Tampering holding(String name, String what, Function<Held, ReservationOutcome> change) {
        return intent(
                name,
                what,
                e -> costly(e)
                        ? judging(e, j -> money(j, j.money().map(m -> changed(m, change.apply((Held) m.outcome())))))
                        : e);
    }

    private static Judged.Money changed(Judged.Money money, ReservationOutcome outcome) {
        return new Judged.Money(
                outcome instanceof Held held ? held.reservation().claim() : money.claim(), outcome);
    }

    private static Tampering refusal(String name, String what, UnaryOperator<Refused> change) {
        return denied(
                "budget, " + name,
                what,
                e -> judging(
                        e,
                        j -> money(
                                j,
                                j.money()
                                        .map(m -> m.outcome() instanceof Refused r
                                                ? new Judged.Money(m.claim(), change.apply(r))
                                                : m))));
    }

    private static Tampering outcome(String name, Function<Outcome, Optional<AuditEntry>> change) {
        return new Tampering(
                "outcome: " + name, "cost", entry -> entry instanceof Outcome o ? change.apply(o) : Optional.empty());
    }

    private static boolean isGood(Outcome o) {
        return o.status().orElse(0) < 300
                && o.ending() == Ending.ANSWERED
                && o.usage().isPresent();
    }
}
