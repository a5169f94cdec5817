package dev.fishnet.policy;

import dev.fishnet.spend.ModelPrice;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What holds for every request to a model.
 *
 * @param unpriced the price assumed for a model that has none; empty refuses such a model
 */
public record LlmPolicy(Drift drift, Size size, SecretMode secrets, Optional<ModelPrice> unpriced) {
    /**
     * Prompts that change: system and developer texts, instructions and tools, for each agent and upstream.
     *
     * @param ignoreWhitespace whether runs of white space count as one blank
     */
    public record Drift(GuardMode mode, boolean ignoreWhitespace) {}

    /**
     * Prompts that are too long.
     *
     * @param maxTokens a quarter of the characters, rounded down, must not exceed it
     * @param maxCharacters of everything in the prompt
     */
    public record Size(GuardMode mode, OptionalLong maxTokens, OptionalLong maxCharacters) {}
}
