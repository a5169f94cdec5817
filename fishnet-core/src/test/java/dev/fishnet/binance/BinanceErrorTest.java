package dev.fishnet.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.policy.Decision;
import dev.fishnet.policy.DenialCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BinanceErrorTest {
    @Test
    void aRefusalLooksLikeBinancesOwn() {
        assertEquals(
                "{\"code\":-2010,\"msg\":\"say \\\"quoteOrderQty\\\" \\\\ or LIMIT\","
                        + "\"fishnet_code\":\"binance_order_refused\"}",
                BinanceError.json(
                        Decision.Denied.of(DenialCode.BINANCE_ORDER_REFUSED, "say \"quoteOrderQty\" \\ or\nLIMIT")));
    }

    @ParameterizedTest
    @CsvSource({
        "BINANCE_ORDER_TOO_LARGE, -2010",
        "BINANCE_VOLUME_EXCEEDED, -2010",
        "BINANCE_WITHDRAWAL_REFUSED, -1002",
        "BINANCE_ENDPOINT_REFUSED, -1002",
        "NO_CREDENTIAL, -1002",
        "MALFORMED_REQUEST, -1100",
        "BODY_REFUSED, -1100",
        "RATE_LIMIT_EXCEEDED, -1003",
        "BOOKS_UNAVAILABLE, -1008",
        // The order may have been taken.
        "UPSTREAM_TIMEOUT, -1007",
        "UPSTREAM_UNREACHABLE, -1006",
        "UPSTREAM_MALFORMED, -1006",
        "UPSTREAM_TLS_FAILED, -1001",
        "TOO_SLOW, -1000",
    })
    void itHasTheNumberThatSaysTheSame(DenialCode code, int number) {
        assertEquals(number, BinanceError.number(code));
    }

    @ParameterizedTest
    @EnumSource
    void everyRefusalHasANumber(DenialCode code) {
        assertTrue(BinanceError.number(code) <= -1000);
    }
}
