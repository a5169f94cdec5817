package dev.fishnet.binance;

import static dev.fishnet.binance.Desk.micros;
import static dev.fishnet.binance.Desk.refusal;
import static dev.fishnet.binance.Desk.sent;
import static dev.fishnet.policy.DenialCode.BINANCE_ORDER_REFUSED;
import static dev.fishnet.policy.DenialCode.BINANCE_ORDER_TOO_LARGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SaleOrderTest {
    private static final String SALE = "symbol=BTCUSDT&side=SELL&type=LIMIT&timeInForce=GTC&quantity=1&price=0.01";

    static String bidding(String symbol, String bid) {
        return "{\"symbol\":\"" + symbol + "\",\"bidPrice\":\"" + bid
                + "\",\"bidQty\":\"431.00000000\",\"askPrice\":\"70000.1\",\"askQty\":\"9.00000000\"}";
    }

    @Test
    void theMarketIsAskedForItsBestBid() {
        assertEquals(
                "/api/v3/ticker/bookTicker?symbol=BTCUSDT",
                assertInstanceOf(
                                BinanceVerdict.NeedsPrice.class,
                                Desk.unlimited().orders(SALE))
                        .sale()
                        .priceTarget());
    }

    @ParameterizedTest
    @Tag("S-49")
    @CsvSource({
        // Far below the market it sells at the market, and a tenth is added for what may happen on the way.
        "type=LIMIT&price=0.01&quantity=1,      70000,      77000000000",
        "type=LIMIT&price=0.01&quantity=0.5,    70000,      38500000000",
        "type=MARKET&quantity=1,                70000,      77000000000",
        "type=LIMIT&price=90000&quantity=1,     70000,      90000000000",
        "type=LIMIT&price=77000.000001&quantity=1, 70000,   77000000001",
        "type=MARKET&quantity=0.00000001,       0.00000001, 1",
    })
    void aSaleIsWorthWhatTheBestBidderWouldPay(String order, String bid, long micros) {
        assertEquals(
                micros,
                micros(Desk.unlimited()
                        .sells("symbol=BTCUSDT&side=SELL&" + order, Optional.of(bidding("BTCUSDT", bid)))));
    }

    @Test
    @Tag("S-49")
    void aSaleFarBelowTheMarketIsHeldToTheCapByTheMarket() {
        assertEquals(
                BINANCE_ORDER_TOO_LARGE,
                refusal(Desk.withMaxOrder(500_000_000).sells(SALE, Optional.of(bidding("BTCUSDT", "70000")))));
        assertEquals(
                "/api/v3/order?" + SALE + "&recvWindow=5000&timestamp=7",
                sent(Desk.withMaxOrder(77_000_000_000L).sells(SALE, Optional.of(bidding("BTCUSDT", "70000")))));
    }

    @Test
    void aSaleWhoseOwnPriceIsTooMuchNeedsNoMarket() {
        assertEquals(
                BINANCE_ORDER_TOO_LARGE,
                refusal(Desk.withMaxOrder(1).orders("symbol=BTCUSDT&side=SELL&type=LIMIT&quantity=1&price=1")));
    }

    @Test
    void aHugeSaleIsTooLarge() {
        assertEquals(
                BINANCE_ORDER_TOO_LARGE,
                refusal(Desk.unlimited()
                        .sells(
                                "symbol=BTCUSDT&side=SELL&type=MARKET&quantity=99999999999999999999",
                                Optional.of(bidding("BTCUSDT", "99999999999999999999.999999999999999999")))));
    }

    @Test
    @Tag("S-49")
    void withoutAnAnswerTheSaleIsRefused() {
        assertEquals(BINANCE_ORDER_REFUSED, refusal(Desk.unlimited().sells(SALE, Optional.empty())));
    }

    @Test
    void anAnswerMayHaveSpaces() {
        assertEquals(
                77_000_000_000L,
                micros(Desk.unlimited()
                        .sells(
                                SALE,
                                Optional.of(bidding("BTCUSDT", "70000")
                                                .replace(":", " : ")
                                                .replace(",", ", ") + "\n"))));
    }

    @ParameterizedTest
    @Tag("S-49")
    @ValueSource(
            strings = {
                "",
                "{}",
                "null",
                "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}",
                "{\"symbol\":\"BTCUSDT\",\"price\":\"1\"}",
                "{\"symbol\":\"BTCUSDT\",\"bidPrice\":\"1\"}",
                "{\"symbol\":\"ETHUSDT\",\"bidPrice\":\"1\",\"bidQty\":\"1\",\"askPrice\":\"1\",\"askQty\":\"1\"}",
                "{\"symbol\":\"BTCUSDT\",\"bidPrice\":\"0.00000000\",\"bidQty\":\"0\",\"askPrice\":\"1\",\"askQty\":\"1\"}",
                "{\"symbol\":\"BTCUSDT\",\"bidPrice\":\"-1\",\"bidQty\":\"1\",\"askPrice\":\"1\",\"askQty\":\"1\"}",
                "{\"symbol\":\"BTCUSDT\",\"bidPrice\":\"1e5\",\"bidQty\":\"1\",\"askPrice\":\"1\",\"askQty\":\"1\"}",
                "{\"symbol\":\"BTCUSDT\",\"bidPrice\":1,\"bidQty\":\"1\",\"askPrice\":\"1\",\"askQty\":\"1\"}",
                "[{\"symbol\":\"BTCUSDT\",\"bidPrice\":\"1\",\"bidQty\":\"1\",\"askPrice\":\"1\",\"askQty\":\"1\"}]",
                "{\"symbol\":\"BTCUSDT\",\"bidPrice\":\"1\",\"bidQty\":\"1\",\"askPrice\":\"1\",\"askQty\":\"1\"}x",
                "{\"symbol\":\"BTCUSDT\",\"bidPrice\":\"1\",\"bidPrice\":\"2\",\"askPrice\":\"1\",\"askQty\":\"1\"}",
            })
    void anAnswerThatIsNotOneIsNoPrice(String answer) {
        assertEquals(BINANCE_ORDER_REFUSED, refusal(Desk.unlimited().sells(SALE, Optional.of(answer))));
    }

    @Test
    void aLongAnswerIsNoPrice() {
        assertEquals(
                BINANCE_ORDER_REFUSED,
                refusal(Desk.unlimited().sells(SALE, Optional.of(bidding("BTCUSDT", "1") + " ".repeat(1024)))));
    }
}
