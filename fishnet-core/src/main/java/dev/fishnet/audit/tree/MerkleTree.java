package dev.fishnet.audit.tree;

import java.util.List;

/** A tree that grows by one entry at a time and keeps no more of it than the peaks: at most 63 hashes. */
public final class MerkleTree {
    /** Hears of subtrees that have become whole. */
    public interface Whole {
        /** As {@link SubtreeHashes#subtree} has it; levels from 1 on, the lower one first. */
        void subtree(int level, long index, LogHash hash);
    }

    private MerkleTree() {}

    /**
     * Takes up where a tree was left.
     *
     * @param peaks of it, as {@link #peaks} gave them
     * @throws IllegalArgumentException when a tree of that size has another number of peaks
     */
    @SuppressWarnings("DoNotCallSuggester")
    public static MerkleTree of(long size, List<LogHash> peaks) {
        throw new UnsupportedOperationException();
    }

    /** Adds an entry. */
    @SuppressWarnings("DoNotCallSuggester")
    public void add(LogHash leaf, Whole whole) {
        throw new UnsupportedOperationException();
    }

    @SuppressWarnings("DoNotCallSuggester")
    public long size() {
        throw new UnsupportedOperationException();
    }

    /** The roots of the largest whole subtrees, from the left. */
    @SuppressWarnings("DoNotCallSuggester")
    public List<LogHash> peaks() {
        throw new UnsupportedOperationException();
    }

    @SuppressWarnings("DoNotCallSuggester")
    public TreeHead head() {
        throw new UnsupportedOperationException();
    }
}
