package dev.fishnet.proxy.money;

import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.Usage;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Those of models: providers charge for answers, not for refusals.
 *
 * @param price what usage costs, by the prices the request was judged with
 */
public record TokenTerms(Function<Usage, MicroUsd> price) implements Terms {
    /** What an overloaded upstream says instead of working. */
    private static final Set<Integer> NOT_SERVED = Set.of(503, 529);

    @Override
    public boolean nothingFor(int status) {
        return (status >= 400 && status < 500) || NOT_SERVED.contains(status);
    }

    @Override
    public Optional<MicroUsd> owed(int status, Optional<Usage> usage) {
        return status >= 200 && status < 300 ? usage.map(price) : Optional.empty();
    }
}
