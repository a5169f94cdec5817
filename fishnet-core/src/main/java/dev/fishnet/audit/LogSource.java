package dev.fishnet.audit;

import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.audit.tree.TreeHead;
import dev.fishnet.error.FishnetException;
import java.util.List;
import java.util.Optional;

/**
 * A log that can be read, as it is kept: nothing of it has proved itself. A reader sees one moment of it, however it
 * grows meanwhile.
 */
public interface LogSource extends AutoCloseable {
    /** Subtrees of this height are kept with their hashes, and of 2, 3, … times this height. */
    int STEP = 8;

    /** The index of the first entry that is still here. */
    long first() throws FishnetException;

    /** One more than the index of the last entry; what is kept says so, the entries may say otherwise. */
    TreeHead head() throws FishnetException;

    /** Takes entries. */
    interface Sink {
        /**
         * An entry.
         *
         * @param index under which it is kept
         * @param text as it is kept, the sink's own
         * @param leaf the hash that is kept with it; empty where none is
         * @return whether to go on
         */
        boolean entry(long index, byte[] text, Optional<LogHash> leaf) throws FishnetException;
    }

    /** Hands out every entry that is kept from this index on, in the order of their indexes. */
    void entries(long from, Sink sink) throws FishnetException;

    /** The same from this index down, so that the latest come first. */
    void backwards(long from, Sink sink) throws FishnetException;

    /** A kept hash over a whole subtree, its level a multiple of {@link #STEP}. */
    Optional<LogHash> node(int level, long index) throws FishnetException;

    /** Checkpoints as they are kept, whole notes, by the size they are for. */
    List<String> checkpoints() throws FishnetException;

    @Override
    void close();
}
