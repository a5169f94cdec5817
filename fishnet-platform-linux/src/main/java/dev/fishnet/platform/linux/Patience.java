package dev.fishnet.platform.linux;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** How long a packet is given to leave. */
final class Patience {
    /** For the first packet to a neighbour, who may have to be asked for its address twice. */
    static final Duration FIRST = Duration.ofMillis(1500);
    /** For one whose way has just been taken. */
    static final Duration NEXT = Duration.ofMillis(300);

    private static final Duration PAUSE = Duration.ofMillis(10);

    private Patience() {}

    /** Returns when it is so, or when it will not be any more. */
    static void until(Duration limit, BooleanSupplier done) {
        long end = System.nanoTime() + limit.toNanos();
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
