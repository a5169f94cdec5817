package dev.fishnet.proxy.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the writer, in order and no more than a limit; once it is shut it takes nothing more. The writer is
 * woken once for all that comes before it has looked, and not at all for what nobody waits for while it is about to
 * look anyway.
 */
final class WriteQueue {
    /** What nobody waits for stays here no longer than this. */
    private static final long UNHURRIED_NANOS = 5_000_000;

    /**
     * So often the writer looks for nothing before it sleeps until it is woken: the wake-up would be a request's to do.
     */
    private static final int LOOKS = 20;

    private static final long NANOS_A_MILLI = 1_000_000;

    private final int most;
    private final Supplier<? extends Throwable> ifFull;
    private final ArrayDeque<Waiting<?>> waiting = new ArrayDeque<>();
    private boolean hurried;
    private boolean asleep;
    private @Nullable Throwable shut;

    WriteQueue(int most, Supplier<? extends Throwable> ifFull) {
        this.most = most;
        this.ifFull = ifFull;
    }

    <T> CompletionStage<T> add(Waiting<T> next) {
        Throwable refused = refused(next);
        return refused == null ? next : CompletableFuture.failedStage(refused);
    }

    private synchronized @Nullable Throwable refused(Waiting<?> next) {
        if (shut != null) {
            return shut;
        }
        if (waiting.size() >= most) {
            return ifFull.get();
        }
        waiting.add(next);
        if (next.hurried() ? !hurried : asleep) {
            hurried |= next.hurried();
            asleep = false;
            notifyAll();
        }
        return null;
    }

    /** Waits for something to write; empty when there is nothing and will be nothing. */
    synchronized List<Waiting<?>> take(int atMost) throws InterruptedException {
        awaitSomething();
        List<Waiting<?>> taken = new ArrayList<>(Math.min(atMost, waiting.size()));
        while (taken.size() < atMost && !waiting.isEmpty()) {
            taken.add(waiting.remove());
        }
        hurried = !waiting.isEmpty();
        return taken;
    }

    /** Sleeps only after it has dozed for nothing: most of what nobody waits for comes soon after something else. */
    private void awaitSomething() throws InterruptedException {
        int looks = 0;
        long until = System.nanoTime() + UNHURRIED_NANOS;
        while (!hurried && shut == null) {
            long left = wholeMillis(until - System.nanoTime());
            if (left > 0) {
                wait(left);
            } else if (waiting.isEmpty()) {
                if (++looks >= LOOKS) {
                    looks = 0;
                    sleep();
                }
                until = System.nanoTime() + UNHURRIED_NANOS;
            } else {
                return;
            }
        }
    }

    /** How long to wait so that no more than that passes: rather a little early, for wait rounds parts of one up. */
    static long wholeMillis(long nanos) {
        return nanos / NANOS_A_MILLI;
    }

    private void sleep() throws InterruptedException {
        asleep = true;
        while (asleep && !hurried && shut == null) {
            wait();
        }
        asleep = false;
    }

    /** Takes nothing more, for this reason; what waits already is still taken. */
    synchronized void shut(Throwable why) {
        if (shut == null) {
            shut = why;
        }
        notifyAll();
    }
}
