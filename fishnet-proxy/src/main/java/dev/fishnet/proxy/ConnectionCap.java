package dev.fishnet.proxy;

import java.util.concurrent.atomic.AtomicInteger;

/** How many connections to upstreams there may be, open, being opened and idle, over all event loops. */
final class ConnectionCap {
    private final int most;
    private final AtomicInteger taken = new AtomicInteger();

    ConnectionCap(int most) {
        this.most = most;
    }

    /** Takes a place, or takes nothing and says no. */
    boolean take() {
        if (taken.incrementAndGet() <= most) {
            return true;
        }
        taken.decrementAndGet();
        return false;
    }

    void giveBack() {
        taken.decrementAndGet();
    }

    /** Whether idle connections should make room: another loop cannot use them, but they count all the same. */
    boolean crowded() {
        return taken.get() > (most + 1) / 2;
    }

    int taken() {
        return taken.get();
    }
}
