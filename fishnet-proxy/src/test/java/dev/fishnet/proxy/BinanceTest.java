package dev.fishnet.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.alert.AlertKind;
import dev.fishnet.binance.BinanceCredentials;
import dev.fishnet.binance.BinanceDesk;
import dev.fishnet.binance.BinanceVerdict;
import dev.fishnet.binance.UnsignedRequest;
import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.RawAgent.Reply;
import dev.fishnet.testkit.Answer;
import dev.fishnet.testkit.Echo;
import dev.fishnet.testkit.RecordedRequest;
import dev.fishnet.vault.CredentialId;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of Binance passes the gateway, and as what; what orders count is {@link BinanceVolumeTest}. */
@Tag("S-48")
class BinanceTest {
    private Exchanges binance;

    @BeforeEach
    void open() throws FishnetException {
        binance = Exchanges.open();
    }

    @AfterEach
    void close() {
        binance.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sapi/v1/capital/withdraw/apply",
                "/wapi/v3/withdraw.html",
                "/sapi/v1/asset/transfer",
                "/api/v3/WithDraw"
            })
    void aWithdrawalIsRefusedAndRaisesAnAlert(String path) throws Exception {
        Reply reply = binance.asked(binance.door.post("/binance" + path, "coin=BTC&amount=1"));

        assertEquals(403, reply.status());
        assertEquals("binance_withdrawal_refused", reply.reason());
        assertEquals(0, binance.upstream.connections());
        assertEquals(
                AlertKind.HIGH_SEVERITY_DENIED_ACTION,
                binance.door.operator.alerts.getFirst().kind());
        assertEquals("claude/binance", binance.door.operator.alerts.getFirst().about());
    }

    @Test
    void allOrdersAreCancelledAtOnceOnlyWhereTheConfigurationAllowsIt() throws Exception {
        String target = "/binance/api/v3/openOrders?symbol=BTCUSDT";
        assertEquals("binance_endpoint_refused", binance.delete(target).reason());
        assertEquals(0, binance.upstream.connections());
        try (Exchanges open = Exchanges.open(Exchanges.bounds(500, 1000, true), GatewayLimits.DEFAULT)) {
            assertEquals(200, open.delete(target).status());
            assertSigned(open.upstream.requests().getFirst(), "DELETE", "/api/v3/openOrders", "symbol=BTCUSDT");
        }
    }

    @Test
    void marketDataIsReadWithoutCredentials() throws Exception {
        BinanceCredentials.BOTH.forEach(binance.door.keys::remove);
        assertEquals(
                200,
                binance.get("/binance/api/v3/depth?symbol=BTCUSDT&limit=5", "x-mbx-apikey: mine\r\n")
                        .status());

        RecordedRequest seen = binance.upstream.requests().getFirst();
        assertEquals("/api/v3/depth?symbol=BTCUSDT&limit=5", seen.target());
        assertEquals(List.of(), seen.headers("x-mbx-apikey"));
        assertEquals(List.of(), binance.book(0));
    }

    @Test
    void marketDataIsReadWithoutTheKeyThatIsThere() throws Exception {
        binance.get("/binance/api/v3/time");
        assertFalse(binance.upstream.requests().getFirst().headText().contains("x-mbx-apikey"));
    }

    @ParameterizedTest
    @CsvSource({"api_key", "api_secret"})
    void whatIsSignedNeedsBothCredentialsAndIsToldWhichIsMissing(String name) throws Exception {
        CredentialId missing = name.equals("api_key") ? BinanceCredentials.KEY : BinanceCredentials.SECRET;
        binance.door.keys.remove(missing);
        Reply reply = binance.order(Exchanges.BUY);

        assertEquals("no_credential", reply.reason());
        assertTrue(reply.text().contains("fishnet add-key --service binance --name " + name), reply.text());
        assertEquals(0, binance.upstream.connections());
        assertEquals(List.of(), binance.door.books.records());
    }

    @Test
    void anOrderIsSignedAnewAndCarriesTheKey() throws Exception {
        Reply reply = binance.order(Exchanges.BUY);

        assertEquals(200, reply.status());
        RecordedRequest seen = binance.upstream.requests().getFirst();
        assertSigned(seen, "POST", "/api/v3/order", Exchanges.BUY);
        assertEquals(List.of("0"), seen.headers("content-length"));
        assertEquals(List.of(), seen.headers("content-type"));
        assertEquals(0, seen.body().length);
    }

    @Test
    void theAgentsKeyAndTimeAndWindowAndSignatureAreReplaced() throws Exception {
        binance.order(
                Exchanges.BUY + "&timestamp=1&recvWindow=60000&signature=abc",
                "X-MBX-APIKEY: the-agents-own\r\n",
                "x_mbx_apikey: again\r\n",
                "x-mbx-time-unit: MICROSECOND\r\n");

        RecordedRequest seen = binance.upstream.requests().getFirst();
        assertSigned(seen, "POST", "/api/v3/order", Exchanges.BUY);
        assertFalse(seen.headText().contains("again"), seen.headText());
        assertFalse(seen.headText().contains("MICROSECOND"), seen.headText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v3/order/cancelReplace", "/api/v3/sor/order", "/sapi/v1/margin/order", "/api/v3/Order"})
    void whatIsNotListedIsRefused(String path) throws Exception {
        Reply reply = binance.asked(binance.door.post("/binance" + path, Exchanges.BUY));
        assertEquals("binance_endpoint_refused", reply.reason());
        assertEquals(0, binance.upstream.connections());
    }

    @Test
    void parametersGivenTwiceAreRefusedAcrossQueryAndBody() throws Exception {
        String request = binance.orderText(Exchanges.BUY).replace("/order ", "/order?quantity=9 ");
        assertEquals("binance_order_refused", binance.asked(request).reason());
        assertEquals(0, binance.upstream.connections());
    }

    @Test
    void aBodyLongerThanIsReadIsRefused() throws Exception {
        assertEquals(
                "binance_order_refused",
                binance.order(Exchanges.BUY + "&newClientOrderId=" + "x".repeat(100_000))
                        .reason());
        assertEquals(0, binance.upstream.connections());
    }

    @Test
    void refusalsLookAsBinancesOwn() throws Exception {
        Reply reply = binance.order(Exchanges.BUY.replace("40000", "70000"));
        assertEquals(403, reply.status());
        assertEquals(
                "{\"code\":-2010,\"msg\":\"the order could be worth $700.00, and one order may be worth $500.00 at"
                        + " most\",\"fishnet_code\":\"binance_order_too_large\"}",
                reply.text());
        assertEquals(0, binance.upstream.connections());
        assertEquals(List.of(), binance.book(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/binance/api/v3/account", "/binance/api/v3/time"})
    @Tag("S-05")
    void neitherCredentialIsEverInAnAnswer(String target) throws Exception {
        String both = Exchanges.KEY + " and " + Exchanges.SECRET;
        binance.upstream.answerNext(
                Answer.reply(200, both, "x-key: " + Exchanges.KEY, "x-secret: " + Exchanges.SECRET));
        Reply reply = binance.get(target);
        assertEquals(
                "*".repeat(Exchanges.KEY.length()) + " and " + "*".repeat(Exchanges.SECRET.length()), reply.text());
        assertFalse(reply.head().contains("canary"), reply.head());
    }

    @Test
    @Tag("S-05")
    void anEchoedRequestShowsNeitherCredential() throws Exception {
        binance.upstream.answerNext(Echo.inBody(400));
        Reply reply = binance.order(Exchanges.BUY);
        assertTrue(reply.text().contains("x-mbx-apikey: ****"), reply.text());
        assertFalse(reply.text().contains("canary"), reply.text());
    }

    @Test
    void whatIsHandledOnTheWayTellsNoSecretAndNothingOfTheAgents() throws Exception {
        BinanceDesk desk = new BinanceDesk(Exchanges.BOUNDS);
        BinanceVerdict verdict =
                desk.judge("POST", "/api/v3/order", Optional.of(Exchanges.BUY), Optional.empty(), new byte[0]);
        UnsignedRequest order = ((BinanceVerdict.Signed) verdict).request();
        try (Keys keys = new Keys(binance.door.keys)) {
            Keys.Lent lent = keys.named(BinanceCredentials.SECRET);
            String told = lent + " " + new SignedSending(order, InstantSource.system()) + " "
                    + new PublicRead("/api/v3/depth?symbol=BTCUSDT");
            assertFalse(told.contains("canary") || told.contains("BTCUSDT"), told);
            lent.ring().close();
        }
    }

    @Test
    void whatIsSwitchedOffIsNotServed() throws Exception {
        binance.door.gateway.use(
                Rules.open(Exchanges.at(binance.upstream.baseUri())).policy());
        assertEquals("no_route", binance.get("/binance/api/v3/time").reason());
    }

    private static void assertSigned(RecordedRequest seen, String method, String path, String query) throws Exception {
        assertEquals(method, seen.method());
        assertEquals(path, seen.path());
        assertEquals(List.of(Exchanges.KEY), seen.headers("x-mbx-apikey"));
        String sent = seen.target().substring(path.length() + 1);
        String message = sent.substring(0, sent.indexOf("&signature="));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Exchanges.SECRET.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
        String signature = HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.US_ASCII)));
        assertEquals(message + "&signature=" + signature, sent);
        String before = query + "&recvWindow=5000&timestamp=";
        assertEquals(before, message.substring(0, before.length()));
        long time = Long.parseLong(message.substring(before.length()));
        assertTrue(Math.abs(System.currentTimeMillis() - time) < 60_000, message);
    }
}
