package dev.fishnet.vault;

/**
 * What Argon2id spends on one password. Bounded, so that a forged file cannot make its reader allocate or compute
 * without end.
 *
 * @param memoryKiB 8 for each lane, up to 1 GiB
 * @param iterations 1 to 16
 * @param parallelism lanes, 1 to 4
 */
public record KdfParameters(int memoryKiB, int iterations, int parallelism) {
    /** 256 MiB and three passes: a second or two on a laptop. */
    public static final KdfParameters DEFAULT = new KdfParameters(262_144, 3, 1);

    private static final int MOST_MEMORY_KIB = 1 << 20;
    private static final int MOST_ITERATIONS = 16;
    private static final int MOST_LANES = 4;
    private static final int LEAST_KIB_A_LANE = 8;

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException when a value is out of bounds; the message is a clause for the operator
     */
    public KdfParameters {
        requireBetween("parallelism", parallelism, 1, MOST_LANES);
        requireBetween("memory in KiB", memoryKiB, LEAST_KIB_A_LANE * parallelism, MOST_MEMORY_KIB);
        requireBetween("iterations", iterations, 1, MOST_ITERATIONS);
    }

    private static void requireBetween(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("key derivation " + what + " must be " + least + " to " + most + ", not "
                    + Integer.toUnsignedString(value));
        }
    }
}
