package dev.fishnet.spend;

import java.math.BigDecimal;

/**
 * An amount of money in millionths of a US dollar; never negative, never rounded down in the spender's favour.
 *
 * @param value micro-dollars
 */
public record MicroUsd(long value) implements Comparable<MicroUsd> {
    public static final MicroUsd ZERO = new MicroUsd(0);

    public MicroUsd {
        requireNotNegative(value);
    }

    private static void requireNotNegative(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("an amount of money is never negative here");
        }
    }

    /**
     * The sum.
     *
     * @throws ArithmeticException when it is beyond nine trillion dollars
     */
    public MicroUsd plus(MicroUsd other) {
        return new MicroUsd(Math.addExact(value, other.value));
    }

    /** The difference, and nothing where the other is larger. */
    public MicroUsd minus(MicroUsd other) {
        return new MicroUsd(Math.max(0, value - other.value));
    }

    public BigDecimal dollars() {
        return BigDecimal.valueOf(value, 6);
    }

    @Override
    public int compareTo(MicroUsd other) {
        return Long.compare(value, other.value);
    }

    /** In dollars, with at least two decimals and no more than it takes: {@code $0.0123}. */
    @Override
    public String toString() {
        BigDecimal dollars = dollars().stripTrailingZeros();
        return "$" + dollars.setScale(Math.max(2, dollars.scale())).toPlainString();
    }
}
