package dev.fishnet.cli.daemon;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has been opened so far; closed in the opposite order, all of it, even when something does not want to. */
public final class Opened implements AutoCloseable {
    private final Deque<Runnable> closing = new ArrayDeque<>();

    /** How to close the next thing. */
    public void then(Runnable close) {
        closing.push(close);
    }

    @Override
    public void close() {
        RuntimeException first = null;
        while (!closing.isEmpty()) {
            try {
                closing.pop().run();
            } catch (RuntimeException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
