package dev.fishnet.cli.doctor;

import dev.fishnet.cli.Terminal;
import dev.fishnet.error.FishnetException;
import dev.fishnet.isolation.Observation;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells a person who waits for more than a second what takes so long; says nothing to anybody else. */
final class Patience {
    private final Terminal terminal;
    private final CountDownLatch done = new CountDownLatch(1);

    Patience(Terminal terminal) {
        this.terminal = terminal;
    }

    /** What takes long. */
    @FunctionalInterface
    interface Work {
        List<Observation> result() throws FishnetException;
    }

    List<Observation> during(Work work) throws FishnetException {
        if (terminal.isInteractive()) {
            Thread.ofVirtual().start(this::noteWhenLate);
        }
        try {
            return work.result();
        } finally {
            done.countDown();
        }
    }

    private void noteWhenLate() {
        try {
            if (!done.await(1, TimeUnit.SECONDS)) {
                terminal.note("looking at this machine; it takes some seconds");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
