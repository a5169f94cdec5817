package dev.fishnet.proxy;

import java.util.concurrent.atomic.AtomicLong;

/** How much memory request bodies may take, over all connections. */
final class BufferBudget {
    private final AtomicLong left;

    BufferBudget(long bytes) {
        left = new AtomicLong(bytes);
    }

    /** Takes the bytes, or takes nothing and says no. */
    boolean take(long bytes) {
        if (left.addAndGet(-bytes) >= 0) {
            return true;
        }
        left.addAndGet(bytes);
        return false;
    }

    void giveBack(long bytes) {
        left.addAndGet(bytes);
    }

    long left() {
        return left.get();
    }
}
