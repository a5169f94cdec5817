package dev.fishnet.binance;

import dev.fishnet.policy.Decision;
import dev.fishnet.spend.MicroUsd;
import java.util.Optional;

/** What becomes of a request to Binance. What is sent is built anew from what was judged, never copied. */
public sealed interface BinanceVerdict {
    /** The request goes no further. */
    record Denied(Decision.Denied decision) implements BinanceVerdict {}

    /**
     * Public market data: sent with neither key nor signature, and without a body.
     *
     * @param target path and query
     */
    record Read(String target) implements BinanceVerdict {
        @Override
        public String toString() {
            return "Read";
        }
    }

    /**
     * Signed and sent with the key.
     *
     * @param orderValue what the order can be worth at most; empty when it is no order
     */
    record Signed(UnsignedRequest request, Optional<MicroUsd> orderValue) implements BinanceVerdict {}

    /**
     * A sale whose value depends on the market: it fills at whatever is bid. Whoever can asks Binance for
     * {@link SaleOrder#priceTarget}, without a key, and hands the answer to {@link BinanceDesk#judgeSale}.
     */
    record NeedsPrice(SaleOrder sale) implements BinanceVerdict {}
}
