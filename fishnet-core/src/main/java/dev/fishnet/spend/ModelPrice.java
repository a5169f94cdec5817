package dev.fishnet.spend;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a model costs and how much it takes and gives at most.
 *
 * @param rates for ordinary prompts
 * @param longPrompt other rates, where the prompt is longer than a number of tokens
 * @param contextTokens the longest prompt the model takes
 * @param maxOutputTokens the longest answer it gives, reasoning included
 */
@SuppressWarnings("DoNotCallSuggester") // until it is written
public record ModelPrice(Rates rates, Optional<LongPrompt> longPrompt, long contextTokens, long maxOutputTokens) {
    /**
     * Billionths of a dollar a token: {@code $2.50} for a million tokens is 2500.
     *
     * @param cacheWriteLong for a cache that lasts an hour
     * @param flexPercent of these rates that flex and batch processing cost; empty where it is not offered
     * @param priorityPercent of these rates that priority processing costs; empty where it is not offered
     */
    public record Rates(
            long input,
            long cacheRead,
            long cacheWrite,
            long cacheWriteLong,
            long output,
            OptionalLong flexPercent,
            OptionalLong priorityPercent) {}

    /** Rates for prompts of more than this many tokens. */
    public record LongPrompt(long aboveTokens, Rates rates) {}

    /** What a request can cost at most. */
    public MicroUsd worst(OptionalLong inputTokens, OptionalLong outputTokens, int answers, Tier tier) {
        throw new UnsupportedOperationException("spend");
    }

    /** Whether answers can be had in that way. */
    public boolean offers(Tier tier) {
        throw new UnsupportedOperationException("spend");
    }
}
