package dev.fishnet.binance;

import dev.fishnet.spend.MicroUsd;
import java.util.Optional;

/**
 * What may be done at Binance.
 *
 * @param maxOrder what one order may be worth; empty for no limit
 * @param dailyVolume what a day's orders of all agents may be worth together; empty for no limit
 * @param mayCancelAll whether all open orders of a symbol may be cancelled at once
 * @param receiveWindowMillis how long after its time a signed request is good, 1 to 60000
 */
public record BinancePolicy(
        Optional<MicroUsd> maxOrder, Optional<MicroUsd> dailyVolume, boolean mayCancelAll, int receiveWindowMillis) {}
