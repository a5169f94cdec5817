package dev.fishnet.cli.lab;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Waits for what another process will do. */
public final class Await {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private Await() {}

    public static void until(String what, BooleanSupplier done) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!done.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("waited " + PATIENCE.toSeconds() + " s in vain for " + what);
            }
            Thread.sleep(20);
        }
    }
}
