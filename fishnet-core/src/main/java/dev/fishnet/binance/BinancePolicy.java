package dev.fishnet.binance;

import dev.fishnet.spend.Caps;
import dev.fishnet.spend.MicroUsd;
import java.util.Optional;

/**
 * What may be done at Binance.
 *
 * @param maxOrder what one order may be worth, so that zero allows none; empty for no limit
 * @param dailyVolume what a day's orders of all agents may be worth together; empty for no limit
 * @param mayCancelAll whether all open orders of a symbol may be cancelled at once
 * @param receiveWindowMillis how long after its time a signed request is good, 1 to 60000
 */
public record BinancePolicy(
        Optional<MicroUsd> maxOrder, Optional<MicroUsd> dailyVolume, boolean mayCancelAll, int receiveWindowMillis) {
    public static final int MAX_RECEIVE_WINDOW_MILLIS = 60_000;

    public BinancePolicy {
        requireWindow(receiveWindowMillis);
    }

    private static void requireWindow(int millis) {
        if (millis < 1 || millis > MAX_RECEIVE_WINDOW_MILLIS) {
            throw new IllegalArgumentException(
                    "not a receive window: expected 1 to " + MAX_RECEIVE_WINDOW_MILLIS + " milliseconds");
        }
    }

    /** The caps of the ledger that counts orders: a day's, and none for a month. */
    public Caps volumeCaps() {
        return new Caps(dailyVolume, Optional.empty());
    }
}
