package dev.fishnet.binance;

import static dev.fishnet.binance.Desk.denial;
import static dev.fishnet.binance.Desk.refusal;
import static dev.fishnet.binance.Desk.sent;
import static dev.fishnet.binance.Desk.signed;
import static dev.fishnet.policy.DenialCode.BINANCE_ENDPOINT_REFUSED;
import static dev.fishnet.policy.DenialCode.BINANCE_WITHDRAWAL_REFUSED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.alert.AlertKind;
import dev.fishnet.policy.Concern;
import dev.fishnet.policy.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v3/ping | ''",
                "/api/v3/time | ''",
                "/api/v3/exchangeInfo | symbol=BTCUSDT",
                "/api/v3/depth | symbol=BTCUSDT&limit=100",
                "/api/v3/trades | symbol=BTCUSDT",
                "/api/v3/aggTrades | symbol=BTCUSDT&fromId=1",
                "/api/v3/klines | symbol=ETHBTC&interval=1m&limit=5",
                "/api/v3/uiKlines | symbol=ETHBTC&interval=1M",
                "/api/v3/avgPrice | symbol=BTCUSDT",
                "/api/v3/ticker | symbol=BTCUSDT&windowSize=7d",
                "/api/v3/ticker/24hr | symbol=BTCUSDT&type=MINI",
                "/api/v3/ticker/tradingDay | symbol=BTCUSDT",
                "/api/v3/ticker/price | ''",
                "/api/v3/ticker/bookTicker | symbol=BTCUSDT",
            })
    void marketDataIsReadWithoutAKey(String path, String query) {
        BinanceVerdict.Read read =
                assertInstanceOf(BinanceVerdict.Read.class, Desk.unlimited().asks("GET", path, query));

        assertEquals(query.isEmpty() ? path : path + "?" + query, read.target());
    }

    @Test
    void aListOfSymbolsIsSentInOneSpelling() {
        BinanceVerdict verdict =
                Desk.unlimited().asks("GET", "/api/v3/ticker/price", "symbols=%5b%22BTCUSDT%22,\"BNBUSDT\"]");

        assertEquals(
                "/api/v3/ticker/price?symbols=%5B%22BTCUSDT%22%2C%22BNBUSDT%22%5D",
                assertInstanceOf(BinanceVerdict.Read.class, verdict).target());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v3/account",
        "GET, /api/v3/order",
        "GET, /api/v3/openOrders",
        "GET, /api/v3/allOrders",
        "GET, /api/v3/myTrades",
        "DELETE, /api/v3/order",
    })
    void whatReadsTheAccountOrCancelsAnOrderIsSignedAndCostsNothing(String method, String path) {
        BinanceVerdict verdict = Desk.unlimited().asks(method, path, "");

        assertEquals(Optional.empty(), signed(verdict).orderValue());
        assertEquals(method, signed(verdict).request().method());
        assertEquals(path + "?recvWindow=5000&timestamp=7", sent(verdict));
    }

    @Test
    @Tag("S-48")
    void allOpenOrdersAreCancelledOnlyWhereTheConfigurationSaysSo() {
        String query = "symbol=BTCUSDT";

        assertEquals(BINANCE_ENDPOINT_REFUSED, refusal(Desk.unlimited().asks("DELETE", "/api/v3/openOrders", query)));
        assertEquals(
                "/api/v3/openOrders?symbol=BTCUSDT&recvWindow=5000&timestamp=7",
                sent(Desk.thatMayCancelAll().asks("DELETE", "/api/v3/openOrders", query)));
    }

    @ParameterizedTest
    @Tag("S-48")
    @CsvSource({
        "POST, /api/v3/order/test",
        "POST, /api/v3/order/cancelReplace",
        "POST, /api/v3/order/oco",
        "POST, /api/v3/orderList/oco",
        "POST, /api/v3/orderList/otoco",
        "DELETE, /api/v3/orderList",
        "POST, /api/v3/sor/order",
        "PUT, /api/v3/order/amend/keepPriority",
        "PUT, /api/v3/order",
        "PATCH, /api/v3/order",
        "HEAD, /api/v3/account",
        "HEAD, /api/v3/time",
        "POST, /api/v3/time",
        "POST, /api/v3/openOrders",
        "POST, /api/v3/account",
        "POST, /api/v3/userDataStream",
        "GET, /api/v3/historicalTrades",
        "GET, /api/v1/order",
        "POST, /api/v1/order",
        "POST, /api/v4/order",
        "GET, /fapi/v1/account",
        "POST, /fapi/v1/order",
        "POST, /dapi/v1/order",
        "POST, /eapi/v1/order",
        "POST, /papi/v1/um/order",
        "POST, /sapi/v1/margin/order",
        "POST, /sapi/v1/margin/loan",
        "POST, /sapi/v1/blvt/subscribe",
        "GET, /",
        "GET, ''",
        "GET, *",
        // Other spellings of what is allowed.
        "post, /api/v3/order",
        "Post, /api/v3/order",
        "' POST', /api/v3/order",
        "POST, /API/v3/order",
        "POST, /api/v3/Order",
        "POST, /api/v3/order/",
        "POST, //api/v3/order",
        "POST, /api//v3/order",
        "POST, /api/v3/./order",
        "POST, /api/v3/x/../order",
        "POST, /api/v3/%6frder",
        "POST, /api/v3%2forder",
        "POST, /api/v3/order;x=1",
        "POST, /api/v3/order?symbol=BTCUSDT",
        "POST, /api/v3/order%00",
        "POST, api/v3/order",
        "GET, /api/v3/ticker/",
        "GET, /api/v3/ticker/price/x",
        "GET, /api/v3/ticker/anything",
    })
    void everythingElseIsRefused(String method, String path) {
        assertEquals(BINANCE_ENDPOINT_REFUSED, refusal(Desk.thatMayCancelAll().asks(method, path, "")));
    }

    @ParameterizedTest
    @Tag("S-48")
    @ValueSource(
            strings = {
                "/sapi/v1/capital/withdraw/apply",
                "/sapi/v1/capital/withdraw/history",
                "/sapi/v2/capital/withdraw/apply",
                "/sapi/v1/capital/contract/convertible-coins",
                "/sapi/v1/localentity/withdraw/apply",
                "/sapi/v1/asset/transfer",
                "/sapi/v3/asset/transfer",
                "/sapi/v1/asset/dust",
                "/sapi/v1/sub-account/universalTransfer",
                "/sapi/v1/sub-account/transfer/subToMaster",
                "/sapi/v1/margin/transfer",
                "/sapi/v1/convert/acceptQuote",
                "/sapi/v1/giftcard/createCode",
                "/wapi/v3/withdraw.html",
                "/wapi/v3/depositAddress.html",
                "/wapi",
                "/SAPI/v1/capital/WITHDRAW/apply",
                "//sapi//v1//capital//withdraw//apply",
                "/sapi/v1/capital/%77ithdraw/apply",
                "/sapi/v1/capital/%2577ithdraw/apply",
                "/sapi%2fv1%2fcapital%2Fapply",
                "/api/v3/../../sapi/v1/capital/withdraw/apply",
                "/api/v3/withdraw",
                "\\sapi\\v1\\capital\\apply",
            })
    void whatMovesCoinsOutIsRefusedLoudly(String path) {
        for (String method : new String[] {"POST", "GET", "post", "DELETE"}) {
            Decision.Denied denied = denial(Desk.thatMayCancelAll().asks(method, path, "amount=1"));

            assertEquals(BINANCE_WITHDRAWAL_REFUSED, denied.code());
            assertEquals(
                    AlertKind.HIGH_SEVERITY_DENIED_ACTION,
                    denied.concerns().stream().map(Concern::kind).findFirst().orElseThrow());
        }
    }

    @Test
    void aMistakeIsRefusedWithoutAnAlarm() {
        assertTrue(denial(Desk.unlimited().asks("GET", "/api/v3/tickers", ""))
                .concerns()
                .isEmpty());
    }

    /** The refusal sends whoever wrote the agent to that page. */
    @ParameterizedTest
    @EnumSource
    void theDocumentationListsIt(Endpoint endpoint) throws IOException {
        String page = Files.readString(Path.of("").toAbsolutePath().resolveSibling("docs/binance.md"));

        assertTrue(page.lines()
                .anyMatch(line -> line.startsWith("| " + endpoint.method() + " |")
                        && line.contains("`" + endpoint.path() + "`")));
    }
}
