package dev.fishnet.audit.replay;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.Judged;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.ModelPrice;
import dev.fishnet.spend.Reservation;
import dev.fishnet.spend.ReservationOutcome.Held;
import dev.fishnet.spend.Spending;
import dev.fishnet.spend.Usage;
import java.util.Optional;

/** Whether a request was settled for what its answer took, at the prices that it was judged by. */
final class OutcomeCheck {
    private static final String NOTHING = "nothing";
    private static final String KEPT = "what was held stays held";

    private final Findings findings;
    private final Sums sums;

    OutcomeCheck(Findings findings, Sums sums) {
        this.findings = findings;
        this.sums = sums;
    }

    void check(AuditEntry.Outcome outcome, OpenIntents.Open intent) {
        if (intent.money().isPresent() && intent.money().get().outcome() instanceof Held held) {
            settled(outcome, intent, held.reservation());
        } else {
            outcome.cost().ifPresent(cost -> findings.differs("cost", cost, NOTHING));
        }
    }

    private void settled(AuditEntry.Outcome outcome, OpenIntents.Open intent, Reservation held) {
        Judged.Money money = intent.money().orElseThrow();
        if (held.claim().upstream().equals(Spending.BINANCE)) {
            findings.settled();
            order(outcome, held);
        } else if (Replaced.in(held.claim().what())) {
            findings.undecided("costs of a model whose name was replaced");
        } else if (intent.rules().isPresent()) {
            findings.settled();
            answer(outcome, intent.rules().get(), held);
        } else {
            findings.undecided("costs under settings that are not in this part of the log");
        }
        MicroUsd most = money.claim().atMost();
        MicroUsd counted = outcome.cost().orElse(most);
        if (counted.compareTo(most) > 0) {
            findings.aboveHeld();
        }
        sums.add(held.claim(), held.day(), Math.min(counted.value(), most.value()));
    }

    /** What an answer took is what it costs; without that, a whole answer keeps what was held. */
    private void answer(AuditEntry.Outcome outcome, Rules rules, Reservation held) {
        Optional<MicroUsd> cost = outcome.usage().map(usage -> cost(rules, held, usage));
        if (cost.isPresent()) {
            findings.compare("cost", shown(outcome.cost()), shown(cost));
        } else if (isGood(outcome)) {
            outcome.cost().ifPresent(said -> findings.differs("cost", said, KEPT));
        } else {
            outcome.cost().filter(said -> said.value() > 0).ifPresent(said -> findings.differs("cost", said, NOTHING));
        }
    }

    private static MicroUsd cost(Rules rules, Reservation held, Usage usage) {
        Optional<ModelPrice> price = rules.priceOf(held.claim().what());
        return price.map(each -> each.cost(usage)).orElse(held.claim().atMost());
    }

    /** An order that was taken counts for what it was held for, and one that was not for nothing. */
    private void order(AuditEntry.Outcome outcome, Reservation held) {
        Optional<MicroUsd> worth = Optional.of(held.claim().atMost());
        if (isGood(outcome)) {
            findings.compare("cost", shown(outcome.cost()), shown(worth));
        } else {
            outcome.cost().filter(said -> said.value() > 0).ifPresent(said -> findings.differs("cost", said, NOTHING));
        }
    }

    private static boolean isGood(AuditEntry.Outcome outcome) {
        int status = outcome.status().orElse(0);
        return status >= 200 && status < 300;
    }

    private static String shown(Optional<MicroUsd> cost) {
        return cost.map(MicroUsd::toString).orElse(KEPT);
    }
}
