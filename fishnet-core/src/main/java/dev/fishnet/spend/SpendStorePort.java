package dev.fishnet.spend;

import dev.fishnet.error.FishnetException;
import java.time.LocalDate;
import java.util.concurrent.CompletionStage;

/**
 * The books, on disk. One process writes, any number read.
 *
 * <p>Guarantees: records are kept in the order they were appended; a record whose stage has completed is not lost when
 * this process is killed, and is on the disk itself within 50 ms; after a failed append every later one fails too, so
 * that nothing is spent that is not in the books.
 */
public interface SpendStorePort extends AutoCloseable {
    /** Sums of every day from this one on. */
    SpendHistory since(LocalDate day) throws FishnetException;

    /** Writes a record behind those before it. Does not block; completes on a thread of the store's own. */
    CompletionStage<Void> append(SpendRecord record);

    /** Writes what has been appended, and closes. */
    @Override
    void close();
}
