package dev.fishnet.proxy;

import dev.fishnet.binance.BinanceDesk;
import dev.fishnet.llm.PromptReader;
import dev.fishnet.policy.Policy;
import dev.fishnet.policy.PolicyEngine;
import dev.fishnet.policy.UpstreamPolicy;
import dev.fishnet.spend.Caps;
import dev.fishnet.spend.ModelPrice;
import dev.fishnet.spend.Spending;
import dev.fishnet.upstream.Dialect;
import dev.fishnet.upstream.Upstream;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A policy, and what is made of it once. A request keeps to one of these from its head to its end. */
final class Rulebook {
    private final Policy policy;
    private final PolicyEngine engine;
    private final PromptReader reader;
    private final Optional<Desk> desk;
    private final Routes routes;

    /**
     * Where requests to Binance are judged.
     *
     * @param volume what all orders together may be worth
     */
    record Desk(BinanceDesk judge, Caps volume) {}

    Rulebook(Policy policy) {
        this.policy = policy;
        this.engine = new PolicyEngine(policy);
        this.reader = new PromptReader(policy.llm().drift().ignoreWhitespace());
        this.desk = policy.binance().map(binance -> new Desk(new BinanceDesk(binance), binance.volumeCaps()));
        this.routes = new Routes(policy.upstreams().values().stream()
                .map(UpstreamPolicy::upstream)
                .filter(upstream -> upstream.dialect() != Dialect.BINANCE || isBinance(upstream))
                .sorted(Comparator.comparing(Upstream::route))
                .toList());
    }

    /** Its orders are counted under its name, and its signatures made with the credentials of that name. */
    private boolean isBinance(Upstream upstream) {
        return desk.isPresent() && upstream.name().equals(Spending.BINANCE);
    }

    /** Judges requests to Binance; empty while that is switched off. */
    Optional<Desk> desk() {
        return desk;
    }

    Policy policy() {
        return policy;
    }

    PolicyEngine engine() {
        return engine;
    }

    PromptReader reader() {
        return reader;
    }

    Optional<ModelPrice> priceOf(String model) {
        return policy.prices().priceOf(model).or(() -> policy.llm().unpriced());
    }

    /** Where a request leads; null where that is nowhere. */
    Routes.@Nullable Route routeOf(String target) {
        return routes.of(target);
    }

    /** By the target alone, for what is refused before it is routed too. */
    ErrorShape shapeOf(String target) {
        Routes.Route route = routes.of(target);
        return route == null
                ? ErrorShape.OPENAI
                : ErrorShape.of(route.upstream().dialect());
    }

    /** What there is, for whoever asks for what there is not. */
    String served() {
        StringBuilder all = new StringBuilder("/health");
        routes.roots().forEach(root -> all.append(", ").append(root));
        return all.toString();
    }
}
