package dev.fishnet.binance;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.fishnet.policy.Decision;
import dev.fishnet.policy.DenialCode;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.vault.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A desk with a policy, asked the way an agent asks. */
final class Desk {
    static final String FORM = "application/x-www-form-urlencoded";
    static final BinancePolicy UNLIMITED = new BinancePolicy(Optional.empty(), Optional.empty(), false, 5000);

    private final BinanceDesk desk;

    private Desk(BinancePolicy policy) {
        this.desk = new BinanceDesk(policy);
    }

    static Desk unlimited() {
        return new Desk(UNLIMITED);
    }

    static Desk withMaxOrder(long micros) {
        return new Desk(new BinancePolicy(Optional.of(new MicroUsd(micros)), Optional.empty(), false, 5000));
    }

    static Desk thatMayCancelAll() {
        return new Desk(new BinancePolicy(Optional.empty(), Optional.empty(), true, 5000));
    }

    BinanceVerdict asks(String method, String path, String query) {
        return desk.judge(method, path, Optional.of(query), Optional.empty(), new byte[0]);
    }

    BinanceVerdict posts(String path, String query, String type, String body) {
        return sends("POST", path, query, type, body);
    }

    BinanceVerdict sends(String method, String path, String query, String type, String body) {
        return desk.judge(method, path, Optional.of(query), Optional.of(type), body.getBytes(StandardCharsets.UTF_8));
    }

    BinanceVerdict orders(String parameters) {
        return posts("/api/v3/order", "", FORM, parameters);
    }

    BinanceVerdict sells(String parameters, Optional<String> bookTicker) {
        return desk.judgeSale(
                assertInstanceOf(BinanceVerdict.NeedsPrice.class, orders(parameters))
                        .sale(),
                bookTicker);
    }

    static Decision.Denied denial(BinanceVerdict verdict) {
        return assertInstanceOf(BinanceVerdict.Denied.class, verdict).decision();
    }

    static DenialCode refusal(BinanceVerdict verdict) {
        return denial(verdict).code();
    }

    static BinanceVerdict.Signed signed(BinanceVerdict verdict) {
        return assertInstanceOf(BinanceVerdict.Signed.class, verdict);
    }

    static long micros(BinanceVerdict verdict) {
        return signed(verdict).orderValue().orElseThrow().value();
    }

    /** What would be sent, without the signature. */
    static String sent(BinanceVerdict verdict) {
        try (SecretBytes secret = SecretBytes.takeFrom(new byte[] {1})) {
            String target = signed(verdict).request().signedTarget(secret, 7);
            return target.substring(0, target.indexOf("&signature="));
        }
    }
}
