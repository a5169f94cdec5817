package dev.fishnet.proxy.money;

import dev.fishnet.binance.BinanceDesk;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.Usage;
import java.util.Optional;

/**
 * Those of orders: one that was taken counts for what it was held for, and one that may have been does too.
 *
 * @param value of the order
 */
public record OrderTerms(MicroUsd value) implements Terms {
    @Override
    public boolean nothingFor(int status) {
        return BinanceDesk.isSurelyRefused(status);
    }

    @Override
    public Optional<MicroUsd> owed(int status, Optional<Usage> usage) {
        return status >= 200 && status < 300 ? Optional.of(value) : Optional.empty();
    }
}
