package dev.fishnet.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.RawAgent.Reply;
import dev.fishnet.testkit.Answer;
import dev.fishnet.testkit.CutOff;
import dev.fishnet.testkit.RecordedRequest;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sales by quantity: counted by what is bid for them, or refused. */
@Tag("S-49")
class BinanceSaleTest {
    private Exchanges binance;

    @BeforeEach
    void open() throws FishnetException {
        binance = Exchanges.open();
    }

    @AfterEach
    void close() {
        binance.close();
    }

    @Test
    void aSaleIsCountedByTheBidThatIsAskedForFirst() throws Exception {
        binance.upstream.answerNext(Answer.json(200, ticker("40000.00")));
        assertEquals(200, binance.order(Exchanges.SELL).status());

        assertEquals(List.of("held $440.00", "settled $440.00"), binance.book(2));
        List<RecordedRequest> seen = binance.upstream.requests();
        assertEquals("/api/v3/ticker/bookTicker?symbol=BTCUSDT", seen.get(0).target());
        assertEquals(List.of(), seen.get(0).headers("x-mbx-apikey"));
        assertEquals(List.of(Exchanges.KEY), seen.get(1).headers("x-mbx-apikey"));
        assertEquals(seen.get(0).connection(), seen.get(1).connection());
    }

    @Test
    void aSaleThatCouldBringTooMuchIsRefusedBeforeItIsSent() throws Exception {
        binance.upstream.answerNext(Answer.json(200, ticker("60000.00")));
        assertEquals("binance_order_too_large", binance.order(Exchanges.SELL).reason());
        assertEquals(1, binance.upstream.requests().size());
        assertEquals(List.of(), binance.book(0));
    }

    static Stream<Answer> noPrices() {
        return Stream.of(
                Answer.json(200, "{}"),
                Answer.json(500, ticker("40000.00")),
                Answer.json(200, ticker("40000.00") + " ".repeat(1024)),
                Answer.gzip(200, ticker("40000.00")),
                Answer.json(200, ticker("40000.00")).cutOffAfter(100, CutOff.RST),
                Answer.end(CutOff.RST));
    }

    @ParameterizedTest
    @MethodSource("noPrices")
    void withoutABidTheSaleIsRefused(Answer answer) throws Exception {
        binance.upstream.answerNext(answer);
        Reply reply = binance.order(Exchanges.SELL);
        assertEquals("binance_order_refused", reply.reason());
        assertTrue(reply.text().contains("is not known now"), reply.text());
        assertEquals(1, binance.upstream.requests().size());
    }

    @Test
    void aBidThatDoesNotComeInTimeIsNone() throws Exception {
        Duration far = Duration.ofSeconds(20);
        GatewayLimits impatient = new GatewayLimits(
                GatewayLimits.Sizes.DEFAULT,
                new GatewayLimits.Times(far, far, far, far, far, Duration.ofMillis(300), far));
        try (Exchanges slow = Exchanges.open(Exchanges.BOUNDS, impatient)) {
            slow.upstream.answerNext(Answer.never());
            assertEquals("binance_order_refused", slow.order(Exchanges.SELL).reason());
        }
    }

    @Test
    void anAgentThatLeavesWhileTheBidIsAskedForSendsNoOrder() throws Exception {
        binance.upstream.answerNext(Answer.never());
        try (RawAgent agent = binance.door.agent().send(binance.orderText(Exchanges.SELL))) {
            binance.upstream.awaitRequest(Duration.ofSeconds(20));
            agent.vanish();
        }
        binance.upstream.awaitDisconnect(Duration.ofSeconds(20));
        assertEquals(1, binance.upstream.requests().size());
        assertEquals(List.of(), binance.book(0));
    }

    static String ticker(String bid) {
        return "{\"symbol\":\"BTCUSDT\",\"bidPrice\":\"" + bid
                + "\",\"bidQty\":\"1.0\",\"askPrice\":\"70000.0\",\"askQty\":\"1.0\"}";
    }
}
