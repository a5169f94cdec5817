package dev.fishnet.audit.replay;

import dev.fishnet.audit.Judged;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.ReservationOutcome.Held;
import dev.fishnet.spend.ReservationOutcome.Refused;
import dev.fishnet.spend.ReservationOutcome.Scope;
import dev.fishnet.spend.SpendClaim;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** Whether what was held, or refused for a budget, agrees with the caps and with what the log knows to be used. */
final class CapCheck {
    private final Findings findings;
    private final Sums sums;

    CapCheck(Findings findings, Sums sums) {
        this.findings = findings;
        this.sums = sums;
    }

    /**
     * Looks at one.
     *
     * @param near the policies whose caps may have been asked
     * @param at the time of the entry
     * @param allowed whether the request went on, and so had not given the money back when its entry was written
     */
    void check(Judged.Money money, List<Rules> near, Instant at, boolean allowed) {
        PossibleCaps caps = new PossibleCaps(near, money.claim());
        switch (money.outcome()) {
            case Refused refused -> {
                findings.compare("wanted", refused.wanted(), money.claim().atMost());
                refused(refused, caps, at);
            }
            case Held held -> {
                percent(held, caps);
                day(held, at);
                if (allowed) {
                    room(held, caps);
                }
            }
        }
    }

    private void refused(Refused refused, PossibleCaps caps, Instant at) {
        long cap = refused.cap().value();
        long wanted = refused.wanted().value();
        if (!caps.has(refused.scope(), cap)) {
            findings.differs("cap", shown(cap), shown(caps.most(refused.scope())));
        }
        if (wanted <= cap && refused.used().value() <= cap - wanted) {
            findings.differs(
                    "budget",
                    "no room for " + refused.wanted(),
                    refused.used() + " of " + refused.cap() + " used, so there was");
        }
        if (!CapPeriod.endsAbout(refused.scope(), refused.resets(), at)) {
            findings.differs("resets", refused.resets(), "another time for a refusal of " + at);
        }
    }

    /** No more than that one request has used is sure, and no less. */
    private void percent(Held held, PossibleCaps caps) {
        int least = caps.percent(held.reservation().claim().atMost().value());
        int most = caps.any() ? 100 : 0;
        if (held.percentUsed() < least || held.percentUsed() > most) {
            findings.differs("percent", held.percentUsed(), least + " to " + most);
        }
    }

    private void day(Held held, Instant at) {
        if (!CapPeriod.isAbout(held.reservation().day(), at)) {
            findings.differs("day", held.reservation().day(), LocalDate.ofInstant(at, ZoneOffset.UTC));
        }
    }

    private void room(Held held, PossibleCaps caps) {
        SpendClaim claim = held.reservation().claim();
        for (Scope scope : Scope.values()) {
            long used = sums.of(claim, scope, held.reservation().day());
            long cap = caps.most(scope);
            if (Sums.plus(used, claim.atMost().value()) > cap) {
                findings.differs(
                        "budget " + scope.name().toLowerCase(Locale.ROOT),
                        "room for " + claim.atMost(),
                        "none: at least " + shown(used) + " of " + shown(cap) + " used before");
            }
        }
    }

    private static String shown(long micros) {
        return micros == PossibleCaps.NONE ? "no cap" : new MicroUsd(micros).toString();
    }
}
