package dev.fishnet.spend;

import java.time.LocalDate;

/**
 * Money held for a request that has not ended. It counts in the day and the month it was held in, whenever the request
 * ends.
 *
 * @param id never used twice, also after a restart
 */
public record Reservation(long id, SpendClaim claim, LocalDate day) {}
