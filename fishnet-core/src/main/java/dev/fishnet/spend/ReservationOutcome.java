package dev.fishnet.spend;

import java.time.Instant;

/** What became of a wish to spend. */
public sealed interface ReservationOutcome {
    /**
     * The money is held.
     *
     * @param percentUsed of the fullest cap, after this reservation; 0 where there is no cap
     */
    record Held(Reservation reservation, int percentUsed) implements ReservationOutcome {}

    /**
     * A cap stands against it.
     *
     * @param scope whose cap
     * @param cap the cap
     * @param used of it, settled and held
     * @param wanted what the request could cost
     * @param resets when the cap begins anew
     */
    record Refused(Scope scope, MicroUsd cap, MicroUsd used, MicroUsd wanted, Instant resets)
            implements ReservationOutcome {}

    /** Whose cap it is, and for how long it counts. */
    enum Scope {
        AGENT_DAY,
        AGENT_MONTH,
        TOTAL_DAY,
        TOTAL_MONTH
    }
}
