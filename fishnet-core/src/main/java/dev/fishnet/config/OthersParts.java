package dev.fishnet.config;

import dev.fishnet.policy.EndpointRule;
import dev.fishnet.spend.PriceBook;
import dev.fishnet.upstream.Dialect;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** The defaults that are data of other packages. The one place where they are asked for. */
final class OthersParts {
    private OthersParts() {}

    /** The prices that are built in. */
    static PriceBook prices() {
        return new PriceBook(LocalDate.EPOCH, "none", Map.of()); // JOIN: PriceBook.builtIn()
    }

    /** What may be called of an API unless the configuration says otherwise. */
    static List<EndpointRule> endpoints(Dialect dialect) {
        return List.of(); // JOIN: DefaultEndpoints.of(dialect)
    }
}
