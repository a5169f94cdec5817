package dev.fishnet.platform.linux;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** How long a packet is given to leave; a neighbour may have to be asked for its address first. */
final class Patience {
    private static final long LIMIT = Duration.ofMillis(300).toNanos();
    private static final Duration PAUSE = Duration.ofMillis(10);

    private Patience() {}

    /** Returns when it is so, or when it will not be any more. */
    static void until(BooleanSupplier done) {
        long end = System.nanoTime() + LIMIT;
        while (!done.getAsBoolean() && System.nanoTime() < end) {
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
