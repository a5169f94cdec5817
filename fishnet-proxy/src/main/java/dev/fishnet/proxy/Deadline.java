package dev.fishnet.proxy;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One thing that must happen in time. It is moved for every piece of data, so moving it further away costs no timer:
 * the one that is set looks again when it fires. Confined to one event loop.
 */
final class Deadline {
    private final EventExecutor loop;
    private final Flushes turn;
    private final Runnable missed;
    private @Nullable Future<?> timer;
    private long firesAt;
    private long due;
    private boolean set;

    /** @param turn of that loop, which tells the time */
    Deadline(EventExecutor loop, Flushes turn, Runnable missed) {
        this.loop = loop;
        this.turn = turn;
        this.missed = missed;
    }

    void within(Duration time) {
        due = turn.now() + time.toNanos();
        set = true;
        if (timer == null || due - firesAt < 0) {
            schedule();
        }
    }

    /** Nothing is waited for any more. */
    void clear() {
        set = false;
    }

    /** Ends the timer itself, for an owner that goes away. */
    void close() {
        set = false;
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void schedule() {
        if (timer != null) {
            timer.cancel(false);
        }
        firesAt = due;
        timer = loop.schedule(this::fired, due - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private void fired() {
        timer = null;
        if (!set) {
            return;
        }
        if (due - System.nanoTime() > 0) {
            schedule();
            return;
        }
        set = false;
        missed.run();
    }
}
