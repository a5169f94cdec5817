package dev.fishnet.spend;

/**
 * What an answer says it took, in tokens. No token is counted twice.
 *
 * @param input tokens of the prompt that were neither read from a cache nor written to one
 * @param cacheRead tokens of the prompt read from a cache
 * @param cacheWrite tokens of the prompt written to a cache that lasts minutes
 * @param cacheWriteLong tokens of the prompt written to a cache that lasts an hour
 * @param output tokens of the answer, reasoning included
 */
public record Usage(long input, long cacheRead, long cacheWrite, long cacheWriteLong, long output, Tier tier) {
    public Usage {
        requireNotNegative(input, cacheRead, cacheWrite, cacheWriteLong, output);
    }

    private static void requireNotNegative(long... counts) {
        for (long count : counts) {
            if (count < 0) {
                throw new IllegalArgumentException("a number of tokens is never negative");
            }
        }
    }

    public static Usage of(long input, long output) {
        return new Usage(input, 0, 0, 0, output, Tier.STANDARD);
    }
}
