package dev.fishnet.spend;

/** How fast an answer is wanted, where that changes its price. */
public enum Tier {
    STANDARD,
    /** OpenAI's flex processing. */
    FLEX,
    BATCH,
    /** OpenAI's priority processing, Anthropic's fast mode. */
    PRIORITY
}
