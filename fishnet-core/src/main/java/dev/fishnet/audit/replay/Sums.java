package dev.fishnet.audit.replay;

import dev.fishnet.policy.AgentName;
import dev.fishnet.spend.ReservationOutcome.Scope;
import dev.fishnet.spend.SpendClaim;
import dev.fishnet.spend.Spending;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the requests that have ended in the log so far have used of each cap, at least: no less was counted by the
 * ledger when it last held money for a request that is in the log already.
 *
 * <p>Every one of those requests was reserved before that moment T, so the ledger counted it: with its cost, if it had
 * been settled by then, or else with what was held for it. Which of the two the log does not say, so the smaller is
 * counted here. A request that is still under way may be settled before T and its outcome be written after: it is not
 * counted at all, but for the one whose entry is being looked at, which cannot have ended. Money that is held without
 * an entry, by a request that broke off before its intent, only makes the ledger's sums larger.
 */
final class Sums {
    private static final int KEPT = 50_000;

    private final Recent sums = new Recent();

    private record Key(boolean orders, Scope scope, Optional<AgentName> agent, LocalDate from) {
        static Key of(SpendClaim claim, Scope scope, LocalDate day) {
            Optional<AgentName> agent = scope == Scope.AGENT_DAY || scope == Scope.AGENT_MONTH
                    ? Optional.of(claim.agent())
                    : Optional.empty();
            return new Key(claim.upstream().equals(Spending.BINANCE), scope, agent, CapPeriod.start(scope, day));
        }
    }

    /** A request that was reserved on that day has ended. */
    void add(SpendClaim claim, LocalDate day, long counted) {
        for (Scope scope : Scope.values()) {
            sums.merge(Key.of(claim, scope, day), counted, Sums::plus);
        }
    }

    /** In millionths of a dollar. */
    long of(SpendClaim claim, Scope scope, LocalDate day) {
        return sums.getOrDefault(Key.of(claim, scope, day), 0L);
    }

    /** As the ledger adds: a sum beyond what can be counted stays there. */
    static long plus(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }

    private static final class Recent extends LinkedHashMap<Key, Long> {
        private static final long serialVersionUID = 1L;

        Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Long> eldest) {
            return size() > KEPT;
        }
    }
}
