package dev.fishnet.proxy.store;

import dev.fishnet.error.FishnetException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The one thread that writes: whatever waits goes into one transaction, and whoever waits hears when that is done. */
final class Writer implements AutoCloseable {
    private static final int MOST_WAITING = 65_536;
    private static final int MOST_AT_ONCE = 1024;

    private final Path file;
    private final Connection connection;
    private final WriteQueue queue = new WriteQueue(MOST_WAITING);
    private final Thread thread = new Thread(this::run, "fishnet-books");
    private final LogSync sync;

    Writer(Path file, Connection connection) throws IOException {
        this.file = file;
        this.connection = connection;
        this.sync = LogSync.start(file, failure -> queue.shut(BooksFailure.unwritable(file, failure)));
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    CompletionStage<Void> add(Write write) {
        return queue.add(write, BooksFailure.tooBusy(file));
    }

    private void run() {
        try {
            List<WriteQueue.Waiting> batch = queue.take(MOST_AT_ONCE);
            while (!batch.isEmpty() && written(batch)) {
                batch = queue.take(MOST_AT_ONCE);
            }
        } catch (InterruptedException e) {
            queue.shut(BooksFailure.closed(file));
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever goes wrong, nothing is written after it: the order of records has no holes. */
    private boolean written(List<WriteQueue.Waiting> batch) throws InterruptedException {
        try {
            for (WriteQueue.Waiting next : batch) {
                next.write().on(connection);
            }
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            fail(batch, BooksFailure.unwritable(file, e));
            return false;
        }
        sync.committed();
        batch.forEach(next -> next.done().complete(null));
        return true;
    }

    private void fail(List<WriteQueue.Waiting> batch, FishnetException why) throws InterruptedException {
        queue.shut(why);
        rollBack();
        for (List<WriteQueue.Waiting> rest = batch; !rest.isEmpty(); rest = queue.take(MOST_AT_ONCE)) {
            rest.forEach(next -> next.done().completeExceptionally(why));
        }
    }

    private void rollBack() {
        try {
            connection.rollback();
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
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | SQLException e) {
            // What was promised is in the file; closing only makes it smaller.
            return;
        }
    }
}
