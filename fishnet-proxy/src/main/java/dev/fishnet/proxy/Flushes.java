package dev.fishnet.proxy;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.concurrent.RejectedExecutionException;

/**
 * The channels of one event loop that have been written to and not flushed, flushed together at the end of its turn:
 * the loop reads what else has come before it hands anything to the kernel, and whoever is woken by that does not take
 * its place in between. It also tells the turn's time. Confined to the loop.
 */
final class Flushes implements Runnable {
    private final EventLoop loop;
    private final ArrayDeque<Channel> waiting = new ArrayDeque<>();
    private boolean comes;
    private boolean told;
    private long time;

    Flushes(EventLoop loop) {
        this.loop = loop;
    }

    /**
     * Flushes the channel when what the loop has to do in this turn is done; one that has closed by then takes no harm.
     */
    void atTurnsEnd(Channel channel) {
        waiting.add(channel);
        if (!comes) {
            runSoon();
        }
    }

    /**
     * {@link System#nanoTime}, as it was when somebody first asked in this turn: many deadlines are moved in one, and
     * none of them has to be more exact than that.
     */
    long now() {
        if (!told) {
            time = System.nanoTime();
            told = true;
            if (!comes) {
                runSoon();
            }
        }
        return time;
    }

    /** A flush tells who waits for what was written, and these may write again: they are flushed in the same run. */
    @Override
    public void run() {
        try {
            while (!waiting.isEmpty()) {
                waiting.peek().flush();
                waiting.remove();
            }
        } catch (RuntimeException | Error e) {
            waiting.remove();
            throw e;
        } finally {
            told = false;
            comes = false;
            if (!waiting.isEmpty()) {
                runSoon();
            }
        }
    }

    /** A loop that takes no tasks any more has no turns either. */
    private void runSoon() {
        try {
            loop.execute(this);
            comes = true;
        } catch (RejectedExecutionException stopped) {
            run();
        }
    }
}
