package dev.fishnet.binance;

import static dev.fishnet.binance.Desk.denial;
import static dev.fishnet.binance.Desk.micros;
import static dev.fishnet.binance.Desk.refusal;
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

class OrderValueTest {
    @ParameterizedTest
    @Tag("S-49")
    @CsvSource({
        "side=BUY&type=LIMIT&price=100&quantity=2,                      200000000",
        "side=BUY&type=LIMIT&price=0.1&quantity=0.2,                    20000",
        "side=BUY&type=LIMIT_MAKER&price=100&quantity=2,                200000000",
        "side=SELL&type=LIMIT_MAKER&price=100&quantity=2,               200000000",
        "side=BUY&type=MARKET&quoteOrderQty=12.34,                      12340000",
        "side=SELL&type=MARKET&quoteOrderQty=12.34,                     12340000",
        "side=BUY&type=MARKET&quoteOrderQty=00012.340,                  12340000",
        // Up to the next micro-dollar, however little is over it.
        "side=BUY&type=MARKET&quoteOrderQty=0.000000000000000001,       1",
        "side=BUY&type=MARKET&quoteOrderQty=1.000000000000000001,       1000001",
        "side=BUY&type=MARKET&quoteOrderQty=1.000001,                   1000001",
        "side=BUY&type=LIMIT&price=0.000000000000000001&quantity=0.000000000000000001, 1",
        "side=BUY&type=LIMIT&price=33333.333333&quantity=0.00000003,    1000",
        // As much as is counted.
        "side=BUY&type=MARKET&quoteOrderQty=1000000000,                 1000000000000000",
    })
    void anOrderIsWorthThisAtMost(String order, long micros) {
        assertEquals(micros, micros(Desk.unlimited().orders("symbol=BTCUSDT&" + order)));
    }

    @ParameterizedTest
    @Tag("S-49")
    @ValueSource(
            strings = {
                "type=MARKET&quoteOrderQty=1000000000.000000000000000001",
                "type=MARKET&quoteOrderQty=99999999999999999999",
                "type=MARKET&quoteOrderQty=99999999999999999999.999999999999999999",
                "type=LIMIT&price=99999999999999999999&quantity=99999999999999999999",
                "type=LIMIT&price=9223372036854775808&quantity=1",
                "type=LIMIT&price=9223372036855&quantity=1",
                "type=LIMIT&price=4294967296&quantity=4294967296",
            })
    void whatIsTooMuchToCountIsTooLargeWhateverTheCaps(String order) {
        assertEquals(BINANCE_ORDER_TOO_LARGE, refusal(Desk.unlimited().orders("symbol=BTCUSDT&side=BUY&" + order)));
    }

    @ParameterizedTest
    @Tag("S-49")
    @ValueSource(
            strings = {
                "0",
                "0.000",
                "-1",
                "+1",
                "%2B1",
                "1e3",
                "1E3",
                "1e-3",
                "1e999999999",
                "0x10",
                "1f",
                "1d",
                "1,5",
                "1.",
                ".5",
                ".",
                "1.2.3",
                "NaN",
                "Infinity",
                "1_000",
                "%D9%A1",
                "1%20",
                "%201",
                "1%00",
                "1/2",
                "\"1\"",
                "100000000000000000000",
                "0.0000000000000000001",
            })
    void whatIsNotAPlainDecimalMoreThanZeroIsRefused(String number) {
        for (String order : new String[] {
            "type=MARKET&quoteOrderQty=" + number,
            "type=LIMIT&quantity=1&price=" + number,
            "type=LIMIT&price=1&quantity=" + number
        }) {
            assertEquals(BINANCE_ORDER_REFUSED, refusal(Desk.unlimited().orders("symbol=BTCUSDT&side=BUY&" + order)));
        }
    }

    @ParameterizedTest
    @Tag("S-49")
    @ValueSource(
            strings = {
                "side=BUY&type=LIMIT&price=100000&quantity=1&quoteOrderQty=1",
                "side=BUY&type=LIMIT_MAKER&price=100000&quantity=1&quoteOrderQty=1",
                "side=BUY&type=LIMIT&quoteOrderQty=1",
                "side=BUY&type=LIMIT&price=1",
                "side=BUY&type=LIMIT&quantity=1",
                "side=BUY&type=MARKET&quantity=1&quoteOrderQty=1",
                "side=BUY&type=MARKET&price=1&quoteOrderQty=1",
                "side=BUY&type=MARKET&price=1&quantity=1",
                "side=BUY&type=MARKET&quantity=1",
                "side=SELL&type=MARKET&price=1&quantity=1",
                "side=BUY&type=MARKET",
                "side=BUY&type=STOP_LOSS&quantity=1&price=1",
                "side=BUY&type=STOP_LOSS_LIMIT&quantity=1&price=1",
                "side=BUY&type=TAKE_PROFIT&quantity=1&price=1",
                "side=BUY&type=TAKE_PROFIT_LIMIT&quantity=1&price=1",
                "side=BUY&type=limit&quantity=1&price=1",
                "side=BUY&quantity=1&price=1",
                "side=buy&type=LIMIT&quantity=1&price=1",
                "side=SHORT&type=LIMIT&quantity=1&price=1",
                "type=LIMIT&quantity=1&price=1",
                "side=BUY&type=LIMIT&quantity=1&price=1&timeInForce=GTX",
            })
    void anOrderWhoseValueCannotBeToldIsRefused(String order) {
        assertEquals(BINANCE_ORDER_REFUSED, refusal(Desk.unlimited().orders("symbol=BTCUSDT&" + order)));
    }

    @ParameterizedTest
    @CsvSource({"BTCUSDT", "BTCUSDC", "BTCFDUSD", "BTCBUSD", "1INCHUSDT", "USDCUSDT"})
    void aPairWithADollarCoinHasAValue(String symbol) {
        assertEquals(
                1_000_000, micros(Desk.unlimited().orders("side=BUY&type=MARKET&quoteOrderQty=1&symbol=" + symbol)));
    }

    @ParameterizedTest
    @Tag("S-49")
    @ValueSource(
            strings = {
                "USDT",
                "FDUSD",
                "BTCETH",
                "ETHBTC",
                "USDTBTC",
                "USDTTRY",
                "BTCEUR",
                "BTCTUSD",
                "BTCDAI",
                "btcusdt",
                "BTCUSDt",
                "BTC-USDT",
                "BTC_USDT",
                "BTC/USDT",
                "BTCUSDT_PERP",
                "%20BTCUSDT",
                "BTCUSDT%0A",
                "AAAAAAAAAAAAAAAAAUSDT",
                "B%D0%A2CUSDT",
            })
    void aPairWithoutOneIsRefused(String symbol) {
        assertEquals(
                BINANCE_ORDER_REFUSED,
                refusal(Desk.unlimited().orders("side=BUY&type=MARKET&quoteOrderQty=1&symbol=" + symbol)));
    }

    @Test
    @Tag("S-49")
    void anOrderAboveTheCapIsRefusedWithBothAmounts() {
        Desk desk = Desk.withMaxOrder(100_000_000);

        assertEquals(100_000_000, micros(desk.orders("symbol=BTCUSDT&side=BUY&type=LIMIT&price=50&quantity=2")));
        BinanceVerdict above = desk.orders("symbol=BTCUSDT&side=BUY&type=LIMIT&price=50&quantity=2.00000001");
        assertEquals(BINANCE_ORDER_TOO_LARGE, refusal(above));
        assertEquals(
                "the order could be worth $100.000001, and one order may be worth $100.00 at most",
                denial(above).reason());
    }

    @Test
    @Tag("S-49")
    void aCapOfNothingAllowsNoOrder() {
        String least = "symbol=BTCUSDT&side=BUY&type=MARKET&quoteOrderQty=0.000000000000000001";

        assertEquals(BINANCE_ORDER_TOO_LARGE, refusal(Desk.withMaxOrder(0).orders(least)));
        assertEquals(
                BINANCE_ORDER_TOO_LARGE,
                refusal(Desk.withMaxOrder(0)
                        .sells(
                                "symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.1",
                                Optional.of(SaleOrderTest.bidding("BTCUSDT", "1")))));
    }

    @Test
    @Tag("S-49")
    void aSaleByQuantityHasNoValueWithoutTheMarket() {
        for (String order : new String[] {"type=LIMIT&price=0.01&quantity=1", "type=MARKET&quantity=1"}) {
            assertInstanceOf(
                    BinanceVerdict.NeedsPrice.class, Desk.unlimited().orders("symbol=BTCUSDT&side=SELL&" + order));
        }
    }
}
