package dev.fishnet.binance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Requests put together at random, the same ones each time. */
class DeskFuzzTest {
    private static final int REQUESTS = 100_000;
    private static final List<String> METHODS = List.of("GET", "POST", "DELETE", "PUT", "get", "");
    private static final List<String> PATHS = List.of(
            "/api/v3/order", "/api/v3/openOrders", "/api/v3/klines", "/sapi/v1/capital/withdraw/apply", "/%", "");
    private static final List<String> PIECES = List.of(
            "symbol=BTCUSDT",
            "side=BUY",
            "side=SELL",
            "type=LIMIT",
            "type=MARKET",
            "type=LIMIT_MAKER",
            "quantity=",
            "price=",
            "quoteOrderQty=",
            "99999999999999999999",
            "0.000000000000000001",
            "1e99",
            "-",
            "1",
            "0",
            ".",
            "&",
            "&",
            "&",
            "&",
            "&",
            "=",
            "%",
            "%00",
            "%C3%A9",
            "%C3",
            "+",
            "é",
            "\u0000",
            "timestamp=1",
            "Price=2");
    private static final List<String> TYPES = List.of("", "text/plain", Desk.FORM, "application/json");

    private final Random random = new Random(48);

    @Test
    @Tag("S-49")
    void nothingThrowsAndWhatPassesIsCanonicalAndWithinTheCap() {
        BinanceDesk desk =
                new BinanceDesk(new BinancePolicy(Optional.of(BinanceDesk.MOST), Optional.empty(), true, 5000));
        int passed = 0;
        for (int i = 0; i < REQUESTS; i++) {
            BinanceVerdict verdict = one(desk);
            passed += verdict instanceof BinanceVerdict.Denied ? 0 : 1;
            if (verdict instanceof BinanceVerdict.Signed signed
                    && signed.orderValue().isPresent()) {
                assertTrue(signed.orderValue().get().value() > 0);
                assertTrue(signed.orderValue().get().compareTo(BinanceDesk.MOST) <= 0);
                assertTrue(Desk.sent(verdict)
                        .matches("/api/v3/order\\?[A-Za-z]+=[A-Za-z0-9._-]+(&[A-Za-z]+=[A-Za-z0-9._-]+)*"));
            }
        }
        assertTrue(passed > REQUESTS / 1000, "only " + passed + " got through: the pieces do not fit together");
    }

    private BinanceVerdict one(BinanceDesk desk) {
        BinanceVerdict verdict = desk.judge(
                pick(METHODS),
                pick(PATHS),
                Optional.of(random.nextBoolean() ? "" : form()),
                Optional.of(pick(TYPES)).filter(type -> !type.isEmpty()),
                (random.nextBoolean() ? "" : form()).getBytes(StandardCharsets.UTF_8));
        return verdict instanceof BinanceVerdict.NeedsPrice needs
                ? desk.judgeSale(needs.sale(), Optional.of(SaleOrderTest.bidding("BTCUSDT", "99999999.1")))
                : verdict;
    }

    private String form() {
        StringBuilder form = new StringBuilder();
        if (random.nextInt(4) > 0) {
            form.append("symbol=BTCUSDT&side=")
                    .append(random.nextBoolean() ? "BUY" : "SELL")
                    .append("&type=MARKET&quantity=");
        }
        for (int i = random.nextInt(6); i >= 0; i--) {
            form.append(pick(PIECES));
        }
        return form.toString();
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
