package dev.fishnet.proxy.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What waits for the writer, in order and no more than a limit; once it is shut it takes nothing more. */
final class WriteQueue {
    /** A write, and whoever waits for it. */
    record Waiting(Write write, CompletableFuture<Void> done) {}

    private final int most;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private Optional<Throwable> shut = Optional.empty();

    WriteQueue(int most) {
        this.most = most;
    }

    synchronized CompletionStage<Void> add(Write write, Throwable ifFull) {
        if (shut.isPresent()) {
            return CompletableFuture.failedStage(shut.get());
        }
        if (waiting.size() >= most) {
            return CompletableFuture.failedStage(ifFull);
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        waiting.add(new Waiting(write, done));
        notifyAll();
        return done;
    }

    /** Waits for something to write; empty when there is nothing and will be nothing. */
    synchronized List<Waiting> take(int atMost) throws InterruptedException {
        while (waiting.isEmpty() && shut.isEmpty()) {
            wait();
        }
        List<Waiting> taken = new ArrayList<>();
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
