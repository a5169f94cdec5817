package dev.fishnet.proxy;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.concurrent.RejectedExecutionException;

/**
 * The channels of one event loop that have been written to and not flushed, flushed together at the end of its turn:
 * the loop reads what else has come before it hands anything to the kernel, and whoever is woken by that does not take
 * its place in between. Confined to the loop.
 */
final class Flushes implements Runnable {
    private final EventLoop loop;
    private final ArrayDeque<Channel> waiting = new ArrayDeque<>();

    Flushes(EventLoop loop) {
        this.loop = loop;
    }

    /**
     * Flushes the channel when what the loop has to do in this turn is done; one that has closed by then takes no harm.
     */
    void atTurnsEnd(Channel channel) {
        waiting.add(channel);
        if (waiting.size() == 1) {
            runSoon();
        }
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
            if (!waiting.isEmpty()) {
                runSoon();
            }
            throw e;
        }
    }

    /** A loop that takes no tasks any more has no turns either. */
    private void runSoon() {
        try {
            loop.execute(this);
        } catch (RejectedExecutionException stopped) {
            run();
        }
    }
}
