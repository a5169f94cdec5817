package dev.fishnet.cli.daemon;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Hands checkpoints out, on a thread of its own that begins when there is somewhere to hand them to. */
final class Publishing {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final long lookMillis;
    private final Object lock = new Object();
    private List<Delivery> deliveries = List.of();
    private Optional<Signed> latest = Optional.empty();
    private Optional<Thread> thread = Optional.empty();
    private boolean ending;

    /** @param look how often to see what is due */
    Publishing(Duration look) {
        this.lookMillis = look.toMillis();
    }

    /** Hands out to these from now on. */
    void to(List<Delivery> those) {
        synchronized (lock) {
            deliveries = List.copyOf(those);
            if (thread.isEmpty() && !those.isEmpty()) {
                thread = Optional.of(
                        Thread.ofPlatform().daemon().name("fishnet-publishing").start(this::run));
            }
        }
    }

    void offer(Signed checkpoint) {
        synchronized (lock) {
            latest = Optional.of(checkpoint);
        }
    }

    private void run() {
        try {
            boolean last = false;
            while (!last) {
                last = pause();
                turn(last);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean pause() throws InterruptedException {
        synchronized (lock) {
            long until = System.nanoTime() + lookMillis * NANOS_PER_MILLI;
            for (long left = lookMillis; !ending && left > 0; left = (until - System.nanoTime()) / NANOS_PER_MILLI) {
                lock.wait(left);
            }
            return ending;
        }
    }

    private void turn(boolean last) {
        Optional<Signed> newest;
        List<Delivery> all;
        synchronized (lock) {
            newest = latest;
            all = deliveries;
        }
        newest.ifPresent(checkpoint -> all.forEach(each -> each.turn(checkpoint, System.nanoTime(), last)));
    }

    /** Hands the latest one out, and waits so long for that. */
    void end(Duration patience) {
        synchronized (lock) {
            ending = true;
            lock.notifyAll();
        }
        thread.ifPresent(running -> join(running, patience));
    }

    private static void join(Thread running, Duration patience) {
        try {
            if (!running.join(patience)) {
                running.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
