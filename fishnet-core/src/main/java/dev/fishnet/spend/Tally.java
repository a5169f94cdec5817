package dev.fishnet.spend;

/**
 * What one cap counts: settled and held money. A sum beyond what can be counted stays there, so that nothing more is
 * spent.
 */
final class Tally {
    static final long LARGEST = Long.MAX_VALUE;

    private long settled;
    private long held;

    /** Whether that much more would still be within the cap. */
    boolean allows(long wanted, long cap) {
        return wanted <= cap && used() <= cap - wanted;
    }

    void settle(long amount, long cost) {
        held = held == LARGEST ? LARGEST : held - amount;
        settled = plus(settled, cost);
    }

    void add(long moreSettled, long moreHeld) {
        settled = plus(settled, moreSettled);
        held = plus(held, moreHeld);
    }

    long used() {
        return plus(settled, held);
    }

    Standing.Sum sum() {
        return new Standing.Sum(new MicroUsd(settled), new MicroUsd(held));
    }

    private static long plus(long a, long b) {
        return a > LARGEST - b ? LARGEST : a + b;
    }
}
