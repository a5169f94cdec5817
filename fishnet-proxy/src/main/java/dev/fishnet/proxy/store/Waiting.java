package dev.fishnet.proxy.store;

import dev.fishnet.error.FishnetException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A write, and whoever waits for it. */
final class Waiting<T> {
    private final Write<T> write;
    private final boolean synced;
    private final CompletableFuture<T> done = new CompletableFuture<>();
    private Optional<T> result = Optional.empty();
    private Optional<FishnetException> refused = Optional.empty();

    Waiting(Write<T> write, boolean synced) {
        this.write = write;
        this.synced = synced;
    }

    CompletionStage<T> done() {
        return done;
    }

    /** Whether it is done only once it is on the disk. */
    boolean synced() {
        return synced;
    }

    void write(Statements statements) throws SQLException {
        try {
            result = Optional.ofNullable(write.on(statements));
        } catch (FishnetException e) {
            refused = Optional.of(e);
        }
    }

    /** After the transaction it was written in. */
    @SuppressWarnings("NullAway") // a write of which nobody wants to know more than that it is done has no result
    void complete() {
        if (refused.isPresent()) {
            done.completeExceptionally(refused.get());
        } else {
            done.complete(result.orElse(null));
        }
    }

    void fail(Throwable why) {
        done.completeExceptionally(why);
    }
}
