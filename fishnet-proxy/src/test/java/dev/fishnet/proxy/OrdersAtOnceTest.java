package dev.fishnet.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.fishnet.binance.BinanceDesk;
import dev.fishnet.binance.BinancePolicy;
import dev.fishnet.binance.BinanceVerdict;
import dev.fishnet.policy.DenialCode;
import dev.fishnet.spend.Caps;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.ReservationOutcome;
import dev.fishnet.spend.SpendClaim;
import dev.fishnet.spend.SpendHistory;
import dev.fishnet.spend.Spending;
import dev.fishnet.testkit.InMemoryBooks;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;

/** The day's volume holds for orders that come at once, judged and counted as the gateway's parts do it. */
class OrdersAtOnceTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String ORDER = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=2&price=30";

    private final BinancePolicy policy = new BinancePolicy(
            Optional.of(new MicroUsd(60_000_000)), Optional.of(new MicroUsd(100_000_000)), false, 5000);
    private final BinanceDesk desk = new BinanceDesk(policy);
    private final Spending spending = new Spending(SpendHistory.EMPTY, new InMemoryBooks());

    @RepeatedTest(5)
    void ofTwoOrdersThatDoNotFitTogetherOneIsRefused() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        Callable<ReservationOutcome> order = () -> {
            gate.await();
            return ordered();
        };
        List<ReservationOutcome> outcomes = new ArrayList<>();
        try (ExecutorService agents = Executors.newFixedThreadPool(2)) {
            List<Future<ReservationOutcome>> both = List.of(agents.submit(order), agents.submit(order));
            gate.countDown();
            for (Future<ReservationOutcome> one : both) {
                outcomes.add(one.get());
            }
        }
        List<ReservationOutcome.Refused> refused = outcomes.stream()
                .filter(ReservationOutcome.Refused.class::isInstance)
                .map(ReservationOutcome.Refused.class::cast)
                .toList();
        assertEquals(1, refused.size());
        assertEquals(
                DenialCode.BINANCE_VOLUME_EXCEEDED,
                BinanceDesk.overVolume(refused.getFirst()).code());
        assertEquals(
                new MicroUsd(60_000_000),
                spending.orderStanding(Rules.CLAUDE, NOON).totalDay().used());
    }

    private ReservationOutcome ordered() throws Exception {
        BinanceVerdict.Signed order = assertInstanceOf(
                BinanceVerdict.Signed.class,
                desk.judge(
                        "POST",
                        "/api/v3/order",
                        Optional.empty(),
                        Optional.of("application/x-www-form-urlencoded"),
                        ORDER.getBytes(StandardCharsets.US_ASCII)));
        SpendClaim claim = new SpendClaim(
                Rules.CLAUDE, Spending.BINANCE, "BTCUSDT", order.orderValue().orElseThrow());
        return spending.reserve(claim, Caps.NONE, policy.volumeCaps(), NOON);
    }
}
