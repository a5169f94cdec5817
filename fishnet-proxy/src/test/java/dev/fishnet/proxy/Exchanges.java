package dev.fishnet.proxy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.binance.BinanceCredentials;
import dev.fishnet.binance.BinancePolicy;
import dev.fishnet.config.AuditSettings;
import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.RawAgent.Reply;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.SpendRecord;
import dev.fishnet.spend.Spending;
import dev.fishnet.testkit.Answer;
import dev.fishnet.testkit.Eventually;
import dev.fishnet.testkit.FakeUpstream;
import dev.fishnet.upstream.CredentialHeader;
import dev.fishnet.upstream.Dialect;
import dev.fishnet.upstream.Upstream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** A gateway in front of a fake Binance, with both its credentials: $500 for an order, $1000 for a day. */
final class Exchanges implements AutoCloseable {
    static final String KEY = "binance-key-canary-4711";
    static final String SECRET = "binance-secret-canary-0815";
    static final String ORDER = "/binance/api/v3/order";

    /** Worth $400. */
    static final String BUY = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=40000";

    static final String SELL = "symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.01";
    static final BinancePolicy BOUNDS = bounds(500, 1000, false);

    final FakeUpstream upstream;
    final Door door;

    private Exchanges(FakeUpstream upstream, Door door) {
        this.upstream = upstream;
        this.door = door;
        door.keys.with(BinanceCredentials.KEY, KEY).with(BinanceCredentials.SECRET, SECRET);
    }

    static Exchanges open() throws FishnetException {
        return open(BOUNDS, GatewayLimits.DEFAULT);
    }

    static Exchanges open(BinancePolicy bounds, GatewayLimits limits) throws FishnetException {
        FakeUpstream upstream = FakeUpstream.plain().answerAlways(Answer.json(200, "{\"orderId\":1}"));
        Rules rules = Rules.open(at(upstream.baseUri())).trading(bounds);
        return new Exchanges(upstream, Door.judging(upstream, rules, limits));
    }

    /** In front of OpenAI too. */
    static Exchanges logging(AuditSettings audit) throws FishnetException {
        FakeUpstream upstream = FakeUpstream.plain().answerAlways(Answer.json(200, "{\"orderId\":1}"));
        Rules rules = Rules.open(at(upstream.baseUri()), Upstream.openAi(upstream.baseUri()))
                .trading(BOUNDS);
        return new Exchanges(upstream, Door.logging(upstream, rules, GatewayLimits.DEFAULT, audit));
    }

    static BinancePolicy bounds(long order, long day, boolean mayCancelAll) {
        return new BinancePolicy(
                Optional.of(new MicroUsd(order * 1_000_000)),
                Optional.of(new MicroUsd(day * 1_000_000)),
                mayCancelAll,
                5000);
    }

    static Upstream at(URI base) {
        return new Upstream(
                Spending.BINANCE, Dialect.BINANCE, "/binance", base, new CredentialHeader("x-mbx-apikey", ""), false);
    }

    Reply get(String target, String... lines) throws IOException {
        return asked(door.get(target, lines));
    }

    Reply order(String form, String... lines) throws IOException {
        return asked(orderText(form, lines));
    }

    String orderText(String form, String... lines) {
        return door.post(ORDER, form, "content-type: application/x-www-form-urlencoded\r\n" + String.join("", lines));
    }

    Reply delete(String target) throws IOException {
        return asked(door.get(target).replaceFirst("GET", "DELETE"));
    }

    Reply asked(String request) throws IOException {
        try (RawAgent agent = door.agent().send(request)) {
            return agent.reply();
        }
    }

    /** Whole or cut off. */
    void whatever(String request) throws IOException {
        try (RawAgent agent = door.agent().send(request.replaceFirst("\r\n", "\r\nConnection: close\r\n"))) {
            agent.untilClosed();
        }
    }

    List<String> book(int length) {
        assertTrue(Eventually.isTrue(() -> door.books.records().size() >= length), "too few lines in the books");
        return door.books.records().stream().map(Exchanges::line).toList();
    }

    private static String line(SpendRecord record) {
        return switch (record) {
            case SpendRecord.Held held -> "held " + held.reservation().claim().atMost();
            case SpendRecord.Kept kept -> "kept";
            case SpendRecord.Settled settled -> "settled " + settled.cost();
        };
    }

    @Override
    public void close() {
        door.close();
    }
}
