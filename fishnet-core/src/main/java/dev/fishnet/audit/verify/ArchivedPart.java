package dev.fishnet.audit.verify;

import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.error.FishnetException;

/** Entries that were moved out of the log into a file; nothing of it has proved itself. */
public interface ArchivedPart {
    /** As it was given, for messages. */
    String name();

    /** The index of its first entry. */
    long from();

    /** One more than the index of its last. */
    long to();

    /** SHA-256 over all of it. */
    LogHash hash();

    /**
     * Hands out its entries from this index on, without hashes, in the order in which they lie there.
     *
     * @return whether to go on
     */
    boolean entries(long from, LogSource.Sink sink) throws FishnetException;

    /** The same from this index down. */
    boolean backwards(long from, LogSource.Sink sink) throws FishnetException;
}
