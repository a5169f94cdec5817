package dev.fishnet.spend;

import dev.fishnet.error.FishnetException;
import java.time.LocalDate;
import java.util.concurrent.CompletionStage;

/**
 * The books, on disk. One process spends and ends what it has held, any number read.
 *
 * <p>Guarantees: records are kept in the order they were appended; a record whose stage has completed is not lost when
 * this process is killed, and is on the disk itself within 50 ms; after a failed append every later one fails too, so
 * that nothing is spent that is not in the books. What a process held stays held when it is gone: no other ends it.
 */
public interface SpendStorePort extends AutoCloseable {
    /** Sums of every day from this one on. */
    SpendHistory since(LocalDate day) throws FishnetException;

    /** Writes a record behind those before it. Does not block; completes on a thread of the store's own. */
    CompletionStage<Void> append(SpendRecord record);

    /**
     * The same for a record that nobody waits for by itself: it is written in its place, together with the next that is
     * in a hurry, or after 5 ms. What is held may be kept elsewhere until then, and outlives this process there. Where
     * log and books are one store, that may be an entry of the log: whoever hears that it is written need not wait for
     * the record before it, only look whether it was refused.
     */
    CompletionStage<Void> appendSoon(SpendRecord record);

    /** Writes what has been appended, and closes. */
    @Override
    void close();
}
