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
public record ModelPrice(Rates rates, Optional<LongPrompt> longPrompt, long contextTokens, long maxOutputTokens) {
    /** What priority costs at most where it is sold; charged where an answer had it and nobody knows its price. */
    static final long DEAREST_PRIORITY = 600;

    private static final long STANDARD = 100;
    private static final long NANOS_PER_MICRO = 1000;

    public ModelPrice {
        requireNotNegative(contextTokens, maxOutputTokens);
    }

    private static void requireNotNegative(long... numbers) {
        for (long number : numbers) {
            if (number < 0) {
                throw new IllegalArgumentException("prices and numbers of tokens are never negative");
            }
        }
    }

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
            OptionalLong priorityPercent) {
        public Rates {
            requireNotNegative(input, cacheRead, cacheWrite, cacheWriteLong, output);
            requireNotNegative(flexPercent.orElse(0), priorityPercent.orElse(0));
        }

        /** Rates of a model without caches and tiers. */
        public static Rates of(long input, long output) {
            return new Rates(input, input, input, input, output, OptionalLong.empty(), OptionalLong.empty());
        }

        private long nanos(Usage usage) {
            long prompt = plus(
                    plus(times(usage.input(), input), times(usage.cacheRead(), cacheRead)),
                    plus(times(usage.cacheWrite(), cacheWrite), times(usage.cacheWriteLong(), cacheWriteLong)));
            return percent(plus(prompt, times(usage.output(), output)), percentOf(usage.tier()));
        }

        private long mostNanos(long prompt, long answer, Tier tier) {
            long dearest = Math.max(Math.max(input, cacheRead), Math.max(cacheWrite, cacheWriteLong));
            return percent(plus(times(prompt, dearest), times(answer, output)), worstPercent(tier));
        }

        /** An answer may come in a cheaper tier than was asked for, and an operator may price that higher. */
        private long worstPercent(Tier asked) {
            return Math.max(Math.max(STANDARD, percentOf(Tier.FLEX)), percentOf(asked));
        }

        private long percentOf(Tier tier) {
            return switch (tier) {
                case STANDARD -> STANDARD;
                case FLEX, BATCH -> flexPercent.orElse(STANDARD);
                case PRIORITY -> priorityPercent.orElse(DEAREST_PRIORITY);
            };
        }
    }

    /** Rates for prompts of more than this many tokens. */
    public record LongPrompt(long aboveTokens, Rates rates) {}

    /** Whether the model's price is known for an answer wanted that fast; it always is for one that may be slower. */
    public boolean offers(Tier tier) {
        return tier != Tier.PRIORITY || rates.priorityPercent().isPresent();
    }

    /**
     * What an answer costs, rounded up to a whole micro-dollar; nine billion dollars at most, so that an upstream that
     * lies about its answer cannot make it overflow.
     */
    public MicroUsd cost(Usage usage) {
        return rounded(ratesFor(promptOf(usage)).nanos(usage));
    }

    /**
     * No less than the {@link #cost} of any answer to a prompt of that many tokens or fewer. Flex and batch are held at
     * the standard price, because a provider may fall back to that.
     *
     * @param inputTokens empty where the prompt may be as long as the model takes
     * @param outputTokens of each answer; empty where it may be as long as the model gives
     */
    public MicroUsd worst(OptionalLong inputTokens, OptionalLong outputTokens, int answers, Tier tier) {
        long prompt = Math.min(inputTokens.orElse(contextTokens), contextTokens);
        long answer = times(Math.max(1, answers), Math.min(outputTokens.orElse(maxOutputTokens), maxOutputTokens));
        long ordinary = rates.mostNanos(prompt, answer, tier);
        return rounded(Math.max(ordinary, ratesFor(prompt).mostNanos(prompt, answer, tier)));
    }

    /** The same for requests that have so many prompts at most, each as long as the model takes. */
    public ModelPrice withPrompts(int most) {
        return most == 1 ? this : new ModelPrice(rates, longPrompt, times(contextTokens, most), maxOutputTokens);
    }

    private Rates ratesFor(long prompt) {
        return longPrompt.isPresent() && prompt > longPrompt.get().aboveTokens()
                ? longPrompt.get().rates()
                : rates;
    }

    private static long promptOf(Usage usage) {
        return plus(plus(usage.input(), usage.cacheRead()), plus(usage.cacheWrite(), usage.cacheWriteLong()));
    }

    private static MicroUsd rounded(long nanos) {
        return new MicroUsd(Math.ceilDiv(nanos, NANOS_PER_MICRO));
    }

    /** Rounded up. */
    private static long percent(long nanos, long percent) {
        if (percent == STANDARD) {
            return nanos;
        }
        long hundredfold = times(nanos, percent);
        return hundredfold == Long.MAX_VALUE ? Long.MAX_VALUE : Math.ceilDiv(hundredfold, 100);
    }

    private static long plus(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    private static long times(long a, long b) {
        return Math.multiplyHigh(a, b) != 0 || a * b < 0 ? Long.MAX_VALUE : a * b;
    }
}
