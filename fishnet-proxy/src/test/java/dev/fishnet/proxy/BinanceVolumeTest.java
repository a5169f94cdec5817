package dev.fishnet.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.binance.BinanceCredentials;
import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.RawAgent.Reply;
import dev.fishnet.testkit.Answer;
import dev.fishnet.testkit.CutOff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What orders count towards the day, whatever becomes of them. */
@Tag("S-49")
class BinanceVolumeTest {
    private static final Duration LONG = Duration.ofSeconds(20);

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
    void theDaysVolumeRefusesTheOrderThatWouldExceedIt() throws Exception {
        assertEquals(200, binance.order(Exchanges.BUY).status());
        assertEquals(200, binance.order(Exchanges.BUY).status());
        Reply third = binance.order(Exchanges.BUY);

        assertEquals("binance_volume_exceeded", third.reason());
        assertTrue(
                third.text().startsWith("{\"code\":-2010,\"msg\":\"the order could be worth $400.00, and of"),
                third.text());
        assertEquals(2, binance.upstream.requests().size());
    }

    @Test
    @Tag("S-68")
    void anOrderThatThereIsNoKeyForTakesNothingOfTheDay() throws Exception {
        binance.door.keys.remove(BinanceCredentials.SECRET);
        for (int i = 0; i < 3; i++) {
            assertEquals("no_credential", binance.order(Exchanges.BUY).reason());
        }
        assertEquals(List.of(), binance.door.books.records());
    }

    /** $1000 for a day, $400 for an order: two fit, however many come at once, and none has been answered yet. */
    @ParameterizedTest
    @ValueSource(ints = {3, 50})
    void theDaysVolumeHoldsUnderConcurrentOrders(int orders) throws Exception {
        assertEquals(2, served(orders, 2));
    }

    @Test
    void ofTwoOrdersAtOnceThatExceedTheDayTogetherOneIsSent() throws Exception {
        binance.close();
        binance = Exchanges.open(Exchanges.bounds(500, 799, false), GatewayLimits.DEFAULT);
        assertEquals(1, served(2, 1));
    }

    /** How many of them were answered with 200; the upstream answers none before the others have been refused. */
    private int served(int orders, int fitting) throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        binance.upstream.answerAlways(Answer.waitFor(gate).then(Answer.json(200, "{}")));
        CountDownLatch refused = new CountDownLatch(orders - fitting);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Reply>> all = new ArrayList<>();
        try (ExecutorService agents = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < orders; i++) {
                all.add(agents.submit(() -> {
                    start.await();
                    Reply reply = binance.order(Exchanges.BUY);
                    refused.countDown();
                    return reply;
                }));
            }
            start.countDown();
            boolean others = refused.await(20, TimeUnit.SECONDS);
            gate.countDown();
            assertTrue(others, "the orders that do not fit are refused while the others are under way");
        }
        int served = 0;
        for (Future<Reply> reply : all) {
            served += reply.get().status() == 200 ? 1 : 0;
        }
        assertEquals(served, binance.upstream.requests().size());
        return served;
    }

    static Stream<Arguments> endings() {
        return Stream.of(
                Arguments.of(Answer.json(200, "{}"), "settled $400.00"),
                Arguments.of(Answer.json(400, "{}"), "settled $0.00"),
                Arguments.of(Answer.json(401, "{}"), "settled $0.00"),
                Arguments.of(Answer.json(403, "{}"), "settled $0.00"),
                Arguments.of(Answer.json(418, "{}"), "settled $0.00"),
                Arguments.of(Answer.json(429, "{}"), "settled $0.00"),
                Arguments.of(Answer.json(408, "{}"), "kept"),
                Arguments.of(Answer.json(409, "{}"), "kept"),
                Arguments.of(Answer.json(500, "{}"), "kept"),
                Arguments.of(Answer.json(503, "{}"), "kept"),
                Arguments.of(Answer.redirect(302, "https://other.example/"), "kept"),
                Arguments.of(Answer.raw("hello\r\n\r\n"), "kept"),
                Arguments.of(Answer.end(CutOff.RST), "kept"),
                Arguments.of(Answer.json(200, "{\"orderId\":1}").cutOffAfter(80, CutOff.RST), "settled $400.00"));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void anOrderCountsUnlessItWasSurelyRefused(Answer answer, String ending) throws Exception {
        binance.upstream.answerNext(answer);
        binance.whatever(binance.orderText(Exchanges.BUY));
        assertEquals(List.of("held $400.00", ending), binance.book(2));
    }

    @Test
    void anOrderThatTimedOutStaysCounted() throws Exception {
        GatewayLimits impatient = new GatewayLimits(
                GatewayLimits.Sizes.DEFAULT,
                new GatewayLimits.Times(LONG, LONG, LONG, LONG, LONG, Duration.ofMillis(300), LONG));
        try (Exchanges slow = Exchanges.open(Exchanges.BOUNDS, impatient)) {
            slow.upstream.answerNext(Answer.never());
            Reply reply = slow.order(Exchanges.BUY);
            assertEquals("upstream_timeout", reply.reason());
            assertTrue(reply.text().startsWith("{\"code\":-1007,"), reply.text());
            assertEquals(List.of("held $400.00", "kept"), slow.book(2));
        }
    }

    @Test
    void whenTheBooksCannotBeWrittenNoOrderIsSent() throws Exception {
        binance.door.books.fail();
        assertEquals("books_unavailable", binance.order(Exchanges.BUY).reason());
        assertEquals(0, binance.upstream.connections());
    }

    @Test
    void whatIsNoOrderCountsNothing() throws Exception {
        binance.get("/binance/api/v3/account");
        binance.delete("/binance/api/v3/order?symbol=BTCUSDT&orderId=1");
        assertEquals(2, binance.upstream.requests().size());
        assertEquals(List.of(), binance.book(0));
    }
}
