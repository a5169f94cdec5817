package dev.fishnet.proxy.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What waits for the writer, in order and no more than a limit; once it is shut it takes nothing more. */
final class WriteQueue {
    private final int most;
    private final ArrayDeque<Waiting<?>> waiting = new ArrayDeque<>();
    private Optional<Throwable> shut = Optional.empty();

    WriteQueue(int most) {
        this.most = most;
    }

    synchronized <T> CompletionStage<T> add(Waiting<T> next, Throwable ifFull) {
        if (shut.isPresent()) {
            return CompletableFuture.failedStage(shut.get());
        }
        if (waiting.size() >= most) {
            return CompletableFuture.failedStage(ifFull);
        }
        waiting.add(next);
        notifyAll();
        return next.done();
    }

    /** Waits for something to write; empty when there is nothing and will be nothing. */
    synchronized List<Waiting<?>> take(int atMost) throws InterruptedException {
        while (waiting.isEmpty() && shut.isEmpty()) {
            wait();
        }
        List<Waiting<?>> taken = new ArrayList<>();
        while (taken.size() < atMost && !waiting.isEmpty()) {
            taken.add(waiting.remove());
        }
        return taken;
    }

    /** Takes nothing more, for this reason; what waits already is still taken. */
    synchronized void shut(Throwable why) {
        if (shut.isEmpty()) {
            shut = Optional.of(why);
        }
        notifyAll();
    }
}
