package dev.fishnet.spend;

import java.time.Instant;
import java.util.Optional;

/** A line in the book of accounts. */
public sealed interface SpendRecord {
    /** Of the reservation. */
    long id();

    Instant at();

    record Held(long id, Instant at, Reservation reservation) implements SpendRecord {}

    /** The request has ended and cost this much; empty usage for what was never sent, or was refused upstream. */
    record Settled(long id, Instant at, MicroUsd cost, Optional<Usage> usage) implements SpendRecord {}

    /** The request has ended and nobody said what it cost: what was held stays held. */
    record Kept(long id, Instant at) implements SpendRecord {}
}
