package dev.fishnet.proxy.money;

import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.Usage;
import dev.fishnet.upstream.UpstreamName;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Those of models: what a provider says before it works costs nothing.
 *
 * @param upstream who answers
 * @param price what usage costs, by the prices the request was judged with
 */
public record TokenTerms(UpstreamName upstream, Function<Usage, MicroUsd> price) implements Terms {
    /** Those that do not bill a refused prompt. */
    private static final Set<UpstreamName> KNOWN = Set.of(UpstreamName.OPENAI, UpstreamName.ANTHROPIC);

    /**
     * True for what an upstream says before it works: who, where, how much, how often, and that it is overloaded. A
     * timeout (408) is not among them: the work may have been done, and billed. 400 and 422 it may also say after it
     * has read a prompt: Azure bills a prompt that its filter then refuses with 400.
     */
    @Override
    public boolean nothingFor(int status) {
        return switch (status) {
            case 401, 402, 403, 404, 405, 406, 411, 413, 414, 415, 421, 426, 429, 431, 503, 529 -> true;
            case 400, 422 -> KNOWN.contains(upstream);
            default -> false;
        };
    }

    @Override
    public Optional<MicroUsd> owed(int status, Optional<Usage> usage) {
        return status >= 200 && status < 300 ? usage.map(price) : Optional.empty();
    }
}
