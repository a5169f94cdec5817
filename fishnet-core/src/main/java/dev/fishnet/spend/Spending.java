package dev.fishnet.spend;

import dev.fishnet.policy.AgentName;
import dev.fishnet.upstream.UpstreamName;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Ledger and books together: what is held is counted at once and written behind it, and nothing is written that was
 * refused.
 *
 * <p>There are two ledgers over the same books, because they count different things: what models cost, and what orders
 * at Binance are worth.
 */
public final class Spending {
    /** Where what is held is the worth of an order, and not a price. */
    public static final UpstreamName BINANCE = new UpstreamName("binance");

    private final SpendLedger models;
    private final SpendLedger orders;
    private final SpendStorePort store;

    /**
     * Takes up where the books end.
     *
     * @param history all of the store's: a clock that is wrong now may be right later
     */
    public Spending(SpendHistory history, SpendStorePort store) {
        // One sequence: an id that both ledgers gave away would be two lines in the books.
        LongSupplier ids = new AtomicLong(history.lastId())::incrementAndGet;
        this.models = new SpendLedger(only(history, name -> !name.equals(BINANCE)), ids);
        this.orders = new SpendLedger(only(history, BINANCE::equals), ids);
        this.store = store;
    }

    private static SpendHistory only(SpendHistory history, Predicate<UpstreamName> wanted) {
        return new SpendHistory(
                history.lastId(),
                history.days().stream()
                        .filter(sum -> wanted.test(sum.upstream()))
                        .toList());
    }

    /**
     * Holds the money in the ledger, where it counts from now on. Nobody may send anything for it before the books have
     * it too, which is what {@link #write} sees to; until then {@link #withdraw} gives it back.
     */
    public ReservationOutcome reserve(SpendClaim claim, Caps agent, Caps total, Instant now) {
        return ledgerOf(claim.upstream()).reserve(claim, agent, total, now);
    }

    /**
     * Has the books write what is held, together with the next that somebody waits for. Fails when they cannot; the
     * money stays held in the ledger all the same.
     */
    public CompletionStage<Void> write(Reservation held, Instant now) {
        return store.appendSoon(new SpendRecord.Held(held.id(), now, held));
    }

    /** Gives back what the books have not been told of. */
    public void withdraw(Reservation held) {
        ledgerOf(held).settle(held, MicroUsd.ZERO);
    }

    /**
     * The request has ended and cost this much. The books are told without waiting for them: should they not learn of
     * it, what was held stays held there.
     */
    public Ending settle(Reservation reservation, MicroUsd cost, Usage usage, Instant now) {
        return settle(reservation, cost, Optional.of(usage), now);
    }

    /** The request was never sent, or refused upstream: it cost nothing. */
    public Ending release(Reservation reservation, Instant now) {
        return settle(reservation, MicroUsd.ZERO, Optional.empty(), now);
    }

    /** The same, for what need not be counted in tokens. */
    public Ending settle(Reservation reservation, MicroUsd cost, Optional<Usage> usage, Instant now) {
        if (!ledgerOf(reservation).settle(reservation, cost)) {
            return Ending.ENDED_BEFORE;
        }
        tell(new SpendRecord.Settled(reservation.id(), now, cost, usage));
        return cost.compareTo(reservation.claim().atMost()) > 0 ? Ending.ABOVE_RESERVATION : Ending.WITHIN_RESERVATION;
    }

    /** The request has ended and nobody said what it cost: what was held stays counted. */
    public Ending keep(Reservation reservation, Instant now) {
        if (!ledgerOf(reservation).keep(reservation)) {
            return Ending.ENDED_BEFORE;
        }
        tell(new SpendRecord.Kept(reservation.id(), now));
        return Ending.WITHIN_RESERVATION;
    }

    /** What the caps of an agent count now, for what models cost. */
    public Standing standing(AgentName agent, Instant now) {
        return models.standing(agent, now);
    }

    /** What the caps of an agent count now, for what orders at Binance are worth. */
    public Standing orderStanding(AgentName agent, Instant now) {
        return orders.standing(agent, now);
    }

    /** A failure is heard of with the next reservation, which the store then refuses too. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void tell(SpendRecord ending) {
        store.appendSoon(ending);
    }

    private SpendLedger ledgerOf(Reservation reservation) {
        return ledgerOf(reservation.claim().upstream());
    }

    private SpendLedger ledgerOf(UpstreamName upstream) {
        return upstream.equals(BINANCE) ? orders : models;
    }

    /** How a reservation ended. */
    public enum Ending {
        WITHIN_RESERVATION,
        /** It cost more than was held, all of which is counted: a price or a limit in the price book is wrong. */
        ABOVE_RESERVATION,
        /** It had ended before; nothing has changed. */
        ENDED_BEFORE
    }
}
