package dev.fishnet.proxy.store;

import dev.fishnet.error.FishnetException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A write, and the stage of whoever waits for it. */
final class Waiting<T> extends CompletableFuture<T> {
    /** How soon it is to be written, and what it has outlived once it is done. */
    enum Pace {
        /** With the next that is in a hurry; nobody waits for it. */
        SOON,
        NOW,
        /** Done only once it is on the disk. */
        SYNCED,
        /** Done only once it is on the disk, though nobody waits for it. */
        SOON_SYNCED
    }

    private final Write<T> write;
    private final Pace pace;
    private final long spooled;
    private @Nullable T result;
    private @Nullable FishnetException refused;

    Waiting(Write<T> write, Pace pace) {
        this(write, pace, 0);
    }

    /** @param spooled the number of its record in the spool; 0 when it has none */
    Waiting(Write<T> write, Pace pace, long spooled) {
        this.write = write;
        this.pace = pace;
        this.spooled = spooled;
    }

    long spooled() {
        return spooled;
    }

    boolean synced() {
        return pace == Pace.SYNCED || pace == Pace.SOON_SYNCED;
    }

    /** Whether somebody waits for it. */
    boolean hurried() {
        return pace == Pace.NOW || pace == Pace.SYNCED;
    }

    void write(Statements statements) throws SQLException {
        try {
            result = write.on(statements);
        } catch (FishnetException e) {
            refused = e;
        }
    }

    /** After the transaction it was written in. */
    @SuppressWarnings("NullAway") // a write of which nobody wants to know more than that it is done has no result
    void complete() {
        if (refused != null) {
            completeExceptionally(refused);
        } else {
            complete(result);
        }
    }

    void fail(Throwable why) {
        completeExceptionally(why);
    }
}
