package dev.fishnet.policy;

import java.util.List;
import java.util.Optional;

/**
 * What may be asked of an upstream.
 *
 * @param models patterns, any of which a model's name must match; an empty list narrows nothing
 */
public record Access(EndpointRules endpoints, List<ModelPattern> models, Optional<RateLimit> rateLimit) {
    public static final Access ANY = new Access(EndpointRules.ANY, List.of(), Optional.empty());

    public Access {
        models = List.copyOf(models);
    }
}
