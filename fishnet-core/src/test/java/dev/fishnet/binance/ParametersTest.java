package dev.fishnet.binance;

import static dev.fishnet.binance.Desk.FORM;
import static dev.fishnet.binance.Desk.denial;
import static dev.fishnet.binance.Desk.refusal;
import static dev.fishnet.binance.Desk.sent;
import static dev.fishnet.policy.DenialCode.BINANCE_ORDER_REFUSED;
import static dev.fishnet.policy.DenialCode.BODY_REFUSED;
import static dev.fishnet.policy.DenialCode.MALFORMED_REQUEST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
    private static final String PATH = "/api/v3/order";
    private static final String ORDER = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=10";
    private static final String SENT = PATH + "?" + ORDER + "&recvWindow=5000&timestamp=7";

    @Test
    void queryAndBodyAreSentAsOneQuery() {
        assertEquals(SENT, sent(Desk.unlimited().posts(PATH, ORDER, FORM, "")));
        assertEquals(SENT, sent(Desk.unlimited().posts(PATH, "", FORM, ORDER)));
        assertEquals(
                SENT,
                sent(Desk.unlimited()
                        .posts(
                                PATH,
                                "symbol=BTCUSDT&side=BUY&type=LIMIT",
                                FORM,
                                "timeInForce=GTC&quantity=1&price=10")));
    }

    @ParameterizedTest
    @Tag("S-49")
    @ValueSource(
            strings = {
                "symbol=BTCUSD%54&side=BUY&type=LIMIT&timeInForce=GTC&quantity=%31&price=1%30",
                "%73ymbol=BTCUSDT&sid%65=BUY&type=LIMIT&timeInForce=GTC&quantity=1&pric%65=10",
            })
    void anotherSpellingIsSentInTheOneThatWasJudged(String order) {
        assertEquals(SENT, sent(Desk.unlimited().orders(order)));
    }

    @ParameterizedTest
    @Tag("S-49")
    @ValueSource(
            strings = {
                "&timestamp=1&recvWindow=60000&signature=00",
                "&timestamp=99999999999999999999999",
                "&signature=%00%C3%A9",
                "&recvWindow=-1",
            })
    void theAgentChoosesNeitherTimeNorWindowNorSignature(String extra) {
        assertEquals(SENT, sent(Desk.unlimited().orders(ORDER + extra)));
    }

    @ParameterizedTest
    @Tag("S-48")
    @ValueSource(
            strings = {
                "quantity=1",
                "quantity=2",
                "Quantity=2",
                "QUANTITY=2",
                "quantit%79=2",
                "%51uantity=2",
                "timestamp=1&timestamp=2",
                "timestamp=1&TIMESTAMP=2",
                "signature=1&signature=1",
            })
    void aKeyGivenTwiceIsRefusedWhereverItStands(String again) {
        assertEquals(BINANCE_ORDER_REFUSED, refusal(Desk.unlimited().orders(ORDER + "&" + again)));
        assertEquals(BINANCE_ORDER_REFUSED, refusal(Desk.unlimited().posts(PATH, again, FORM, ORDER)));
        assertEquals(BINANCE_ORDER_REFUSED, refusal(Desk.unlimited().posts(PATH, ORDER, FORM, again)));
    }

    @ParameterizedTest
    @Tag("S-48")
    @ValueSource(
            strings = {
                "icebergQty=1",
                "stopPrice=1",
                "trailingDelta=10",
                "strategyId=1",
                "pegPriceType=PRIMARY_PEG",
                "pegOffsetValue=1",
                "listClientOrderId=a",
                "sideEffectType=MARGIN_BUY",
                "isIsolated=TRUE",
                "apiKey=abc",
                "Timestamp=1",
                "recvwindow=1",
                "orderId=1",
                "selfTradePreventionMode=TRANSFER",
                "newOrderRespType=ALL",
                "newClientOrderId=a%20b",
                "newClientOrderId=a%00",
                "newClientOrderId=%C3%A9",
                "newClientOrderId=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "newClientOrderId",
                "newClientOrderId=",
                "newClientOrderId=a=b",
                "newClientOrderId=%",
                "newClientOrderId=%4",
                "newClientOrderId=%4g",
                "newClientOrderId=%u0041",
                "newClientOrderId=%C0%80",
                "newClientOrderId=%ED%A0%80",
                "newClientOrderId=%FF",
                "newClientOrderId=\u00e9",
                "newClientOrderId=a\tb",
                "newClientOrderId=a b",
                "newClientOrderId=a+b",
                "newClientOrderId=a;price=1",
                "newClientOrderId=a%26price=1",
                "=a",
                "",
                "&newClientOrderId=a",
                "newClientOrderId[]=a",
                "newClientOrderId%00=a",
            })
    void whatIsNotKnownOrCanBeReadInTwoWaysIsRefused(String extra) {
        assertEquals(BINANCE_ORDER_REFUSED, refusal(Desk.unlimited().orders(ORDER + "&" + extra)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "newClientOrderId=web_1.a-b",
                "newOrderRespType=FULL",
                "selfTradePreventionMode=EXPIRE_BOTH",
            })
    void whatChangesNoValuePasses(String extra) {
        assertEquals(
                PATH + "?" + ORDER + "&" + extra + "&recvWindow=5000&timestamp=7",
                sent(Desk.unlimited().orders(ORDER + "&" + extra)));
    }

    @Test
    void whatIsReservedInAQueryIsSentEncoded() {
        assertTrue(sent(Desk.unlimited().orders(ORDER + "&newClientOrderId=a:b/c"))
                .contains("&newClientOrderId=a%3Ab%2Fc&"));
    }

    @ParameterizedTest
    @CsvSource({
        "application/x-www-form-urlencoded",
        "Application/X-WWW-Form-Urlencoded",
        "application/x-www-form-urlencoded; charset=UTF-8",
        "application/x-www-form-urlencoded;charset=\"utf-8\"",
    })
    void aFormIsRead(String type) {
        assertEquals(SENT, sent(Desk.unlimited().posts(PATH, "", type, ORDER)));
    }

    @ParameterizedTest
    @Tag("S-48")
    @ValueSource(
            strings = {
                "application/json",
                "multipart/form-data; boundary=x",
                "text/plain",
                "application/x-www-form-urlencoded; charset=utf-16",
                "application/x-www-form-urlencoded, application/json",
                "application/x-www-form-urlencoded; boundary=x",
                "",
            })
    void aBodyOfAnotherTypeIsRefused(String type) {
        assertEquals(BODY_REFUSED, refusal(Desk.unlimited().posts(PATH, "", type, ORDER)));
    }

    @Test
    void theTypeOfABodyThatIsNotThereSaysNothing() {
        assertEquals(SENT, sent(Desk.unlimited().posts(PATH, ORDER, "application/json;charset=utf-8", "")));
    }

    @Test
    void aGetHasNoBody() {
        assertEquals(
                BODY_REFUSED,
                refusal(Desk.unlimited().sends("GET", "/api/v3/klines", "", FORM, "symbol=BTCUSDT&interval=1m")));
    }

    @Test
    void lengthAndCountAreBounded() {
        String many = "&timestamp=1".repeat(FormReader.MAX_PARAMETERS);
        StringBuilder keys = new StringBuilder("k0=1");
        for (int i = 1; i <= FormReader.MAX_PARAMETERS; i++) {
            keys.append("&k").append(i).append("=1");
        }
        String longest = "signature=" + "a".repeat(FormReader.MAX_LENGTH - ORDER.length() - 11);

        assertEquals(SENT, sent(Desk.unlimited().orders(ORDER + "&" + longest)));
        assertTrue(denial(Desk.unlimited().orders(ORDER + "&" + longest + "a"))
                .reason()
                .contains("longer than 8192"));
        assertTrue(denial(Desk.unlimited().orders(keys.toString())).reason().contains("more than 32"));
        assertTrue(denial(Desk.unlimited().orders(ORDER + many)).reason().contains("twice"));
    }

    @Test
    void anotherRequestThanAnOrderIsMalformed() {
        assertEquals(MALFORMED_REQUEST, refusal(Desk.unlimited().asks("DELETE", PATH, "symbol=BTCUSDT&orderId=1,2")));
        assertEquals(MALFORMED_REQUEST, refusal(Desk.unlimited().asks("GET", "/api/v3/time", "x=1")));
    }

    @Test
    @Tag("S-14")
    void nothingThatTheAgentWroteIsRepeated() {
        for (String order :
                new String[] {"canary=1", "symbol=canary", "symbol=%63anary%", "newClientOrderId=canary&x"}) {
            assertFalse(denial(Desk.unlimited().orders(order)).reason().contains("canary"));
        }
        String told =
                Desk.unlimited().orders(ORDER + "&newClientOrderId=canary").toString()
                        + Desk.unlimited()
                                .orders("symbol=BTCUSDT&side=SELL&type=MARKET&quantity=1&newClientOrderId=canary")
                        + Desk.unlimited().asks("GET", "/api/v3/ticker/price", "symbol=CANARY");
        assertFalse(told.toLowerCase(Locale.ROOT).contains("canary"), told);
    }
}
