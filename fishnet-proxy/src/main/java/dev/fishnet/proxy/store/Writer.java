package dev.fishnet.proxy.store;

import dev.fishnet.config.AuditSettings.Durability;
import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.store.SpoolRecord.Kind;
import dev.fishnet.proxy.store.Spooling.Kept;
import dev.fishnet.proxy.store.Waiting.Pace;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The one thread that writes: whatever waits goes into one transaction, and whoever waits hears when that is done. */
final class Writer implements AutoCloseable {
    private static final int MOST_WAITING = 65_536;
    private static final int MOST_AT_ONCE = 1024;

    /** So many in one transaction are a crowd: the next ones are close behind. */
    private static final int CROWD = 8;

    /** A transaction and the wake-ups behind it cost as much as this, whether two share them or twenty. */
    private static final long GATHERING_NANOS = 100_000;

    private final Path file;
    private final Statements statements;
    private final LogTail log;
    private final DaySums sums;
    private final boolean syncedAlways;
    private final WriteQueue queue;
    private final Thread thread = new Thread(this::run, "fishnet-books");
    private final LogSync sync;

    /** Takes what is to outlive the process, until it is written; null where everything waits for that. */
    private final @Nullable Spooling spooling;

    Writer(
            Path file,
            Statements statements,
            LogTail log,
            DaySums sums,
            Durability durability,
            @Nullable Spooling spooling)
            throws IOException {
        this.spooling = spooling;
        this.file = file;
        this.statements = statements;
        this.log = log;
        this.sums = sums;
        this.queue = new WriteQueue(MOST_WAITING, () -> BooksFailure.tooBusy(file));
        this.syncedAlways = durability == Durability.POWER;
        this.sync = LogSync.start(file, failure -> {
            FishnetException why = BooksFailure.unwritable(file, failure);
            queue.shut(why);
            return why;
        });
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    <T> CompletionStage<T> add(Write<T> write) {
        return queue.add(new Waiting<>(write, syncedAlways ? Pace.SYNCED : Pace.NOW));
    }

    /** Nobody waits for it. */
    <T> CompletionStage<T> addSoon(Write<T> write) {
        return queue.add(new Waiting<>(write, syncedAlways ? Pace.SOON_SYNCED : Pace.SOON));
    }

    /** Kept for the process after this one at once, where that is enough and there is room. */
    <T> Kept<T> addKept(Write<T> write, Kind kind, byte[] bytes) {
        if (spooling == null || syncedAlways) {
            return new Kept<>(false, kind == Kind.HOLD ? addSoon(write) : add(write));
        }
        return spooling.add(queue, write, kind, bytes);
    }

    /** Done only once it is on the disk. */
    <T> CompletionStage<T> addSynced(Write<T> write) {
        return queue.add(new Waiting<>(write, Pace.SYNCED));
    }

    private void run() {
        try {
            List<Waiting<?>> batch = queue.take(MOST_AT_ONCE);
            while (!batch.isEmpty() && written(batch)) {
                if (batch.size() >= CROWD) {
                    LockSupport.parkNanos(GATHERING_NANOS);
                }
                batch = queue.take(MOST_AT_ONCE);
            }
        } catch (InterruptedException e) {
            queue.shut(BooksFailure.closed(file));
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever goes wrong, nothing is written after it: the order of records has no holes. */
    private boolean written(List<Waiting<?>> batch) throws InterruptedException {
        try {
            transact(batch);
        } catch (SQLException | RuntimeException | Error e) {
            // An error too: whoever waits must hear of it, and nothing is written behind it.
            fail(batch, BooksFailure.unwritable(file, e));
            return false;
        }
        log.committed();
        if (spooling != null) {
            spooling.committed();
        }
        sync.committed(synced(batch));
        for (Waiting<?> next : batch) {
            if (!next.synced()) {
                next.complete();
            }
        }
        return true;
    }

    private static List<Waiting<?>> synced(List<Waiting<?>> batch) {
        List<Waiting<?>> synced = List.of();
        for (Waiting<?> next : batch) {
            if (next.synced()) {
                synced = synced.isEmpty() ? new ArrayList<>() : synced;
                synced.add(next);
            }
        }
        return synced;
    }

    private void transact(List<Waiting<?>> batch) throws SQLException {
        statements.begin();
        log.takeUp(statements);
        for (Waiting<?> next : batch) {
            next.write(statements);
        }
        log.save(statements);
        sums.save(statements);
        if (spooling != null) {
            spooling.save(statements, batch);
        }
        statements.commit();
    }

    private void fail(List<Waiting<?>> batch, FishnetException why) throws InterruptedException {
        queue.shut(why);
        rollBack();
        for (List<Waiting<?>> rest = batch; !rest.isEmpty(); rest = queue.take(MOST_AT_ONCE)) {
            rest.forEach(next -> next.fail(why));
        }
    }

    private void rollBack() {
        try {
            statements.rollBack();
        } catch (SQLException e) {
            // Without a commit there is nothing of it in the file either way.
            return;
        }
    }

    /** Writes what waits, and closes. */
    @Override
    public void close() {
        queue.shut(BooksFailure.closed(file));
        try {
            thread.join();
            sync.close();
            statements.close();
            log.close();
            if (spooling != null) {
                spooling.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | SQLException e) {
            // What was promised is in the file; closing only makes it smaller.
            return;
        }
    }
}
