package dev.fishnet.proxy;

import dev.fishnet.binance.BinanceDesk;
import dev.fishnet.llm.PromptReader;
import dev.fishnet.policy.Policy;
import dev.fishnet.policy.PolicyEngine;
import dev.fishnet.policy.UpstreamPolicy;
import dev.fishnet.proxy.strict.RequestTarget;
import dev.fishnet.spend.Caps;
import dev.fishnet.spend.ModelPrice;
import dev.fishnet.spend.Spending;
import dev.fishnet.upstream.Dialect;
import dev.fishnet.upstream.Upstream;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A policy, and what is made of it once. A request keeps to one of these from its head to its end. */
final class Rulebook {
    private final Policy policy;
    private final PolicyEngine engine;
    private final PromptReader reader;
    private final Optional<Desk> desk;
    /** By their routes. An array, because every request walks through it. */
    private final Upstream[] upstreams;

    private final String[] roots;

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
        this.upstreams = policy.upstreams().values().stream()
                .map(UpstreamPolicy::upstream)
                .filter(upstream -> upstream.dialect() != Dialect.BINANCE || isBinance(upstream))
                .sorted(Comparator.comparing(Upstream::route))
                .toArray(Upstream[]::new);
        this.roots = Stream.of(upstreams).map(each -> each.route() + "/").toArray(String[]::new);
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

    @Nullable
    Upstream upstreamFor(String path) {
        for (int i = 0; i < roots.length; i++) {
            if (path.startsWith(roots[i])) {
                return upstreams[i];
            }
        }
        return null;
    }

    /** By the target alone, for what is refused before it is routed too. */
    ErrorShape shapeOf(String target) {
        Upstream upstream = upstreamFor(RequestTarget.pathOf(target));
        return upstream == null ? ErrorShape.OPENAI : ErrorShape.of(upstream.dialect());
    }

    /** What there is, for whoever asks for what there is not. */
    String served() {
        StringBuilder all = new StringBuilder("/health");
        for (String root : roots) {
            all.append(", ").append(root);
        }
        return all.toString();
    }
}
