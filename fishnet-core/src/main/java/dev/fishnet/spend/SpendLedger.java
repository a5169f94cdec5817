package dev.fishnet.spend;

import java.time.Instant;

/**
 * The sums against which caps are held: settled and held money, by agent and in all, by day and by month (UTC). Pure:
 * time is handed in, nothing is written. Safe for any number of threads.
 *
 * <p>Guarantee: what a cap counts never exceeds it through {@link #reserve}, whatever the order of calls, and also when
 * the clock jumps or caps change between them. It can exceed a cap only when a cap is lowered below what is spent
 * already, or an upstream charges more than was held.
 */
@SuppressWarnings("DoNotCallSuggester") // until it is written
public final class SpendLedger {
    /** Takes up where the books end. */
    public SpendLedger(SpendHistory history) {
        throw new UnsupportedOperationException("spend");
    }

    /** Holds the money if every cap allows it, or nothing. */
    public ReservationOutcome reserve(SpendClaim claim, Caps agent, Caps total, Instant now) {
        throw new UnsupportedOperationException("spend");
    }

    /** The request cost this much. The second and any later ending of a reservation does nothing and returns false. */
    public boolean settle(Reservation reservation, MicroUsd cost) {
        throw new UnsupportedOperationException("spend");
    }

    /** Nobody said what the request cost: what was held stays counted. Returns false as {@link #settle} does. */
    public boolean keep(Reservation reservation) {
        throw new UnsupportedOperationException("spend");
    }
}
