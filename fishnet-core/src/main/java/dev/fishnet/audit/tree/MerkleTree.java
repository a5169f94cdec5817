package dev.fishnet.audit.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * A tree that grows by one entry at a time and keeps no more of it than the peaks: at most 63 hashes. An entry costs
 * two hashes on average, its own included. For one thread at a time.
 */
public final class MerkleTree {
    /** Hears of subtrees that have become whole. */
    public interface Whole {
        /** As {@link SubtreeHashes#subtree} has it; levels from 1 on, the lower one first. */
        void subtree(int level, long index, LogHash hash);
    }

    private final List<LogHash> peaks;
    private long size;

    private MerkleTree(long size, List<LogHash> peaks) {
        this.size = size;
        this.peaks = new ArrayList<>(peaks);
    }

    /**
     * Takes up where a tree was left.
     *
     * @param peaks of it, as {@link #peaks} gave them
     * @throws IllegalArgumentException when a tree of that size has another number of peaks
     */
    public static MerkleTree of(long size, List<LogHash> peaks) {
        if (size < 0 || Long.bitCount(size) != peaks.size()) {
            throw new IllegalArgumentException("a tree of " + size + " entries has not " + peaks.size() + " peaks");
        }
        return new MerkleTree(size, peaks);
    }

    /**
     * Adds an entry. When the listener throws, nothing was added.
     *
     * @throws IllegalStateException when 2<sup>63</sup> - 1 are there already
     */
    public void add(LogHash leaf, Whole whole) {
        if (size == Long.MAX_VALUE) {
            throw new IllegalStateException("the log is full");
        }
        int merged = Long.numberOfTrailingZeros(~size);
        int kept = peaks.size() - merged;
        LogHash hash = leaf;
        for (int level = 1; level <= merged; level++) {
            hash = LogHash.ofNode(peaks.get(peaks.size() - level), hash);
            whole.subtree(level, size >>> level, hash);
        }
        while (peaks.size() > kept) {
            peaks.remove(peaks.size() - 1);
        }
        peaks.add(hash);
        size++;
    }

    /** How many entries it has. */
    public long size() {
        return size;
    }

    /** The roots of the largest whole subtrees, from the left: one for each bit of the size that is set. */
    public List<LogHash> peaks() {
        return List.copyOf(peaks);
    }

    /** The size and the root; hashes once for each peak but one. */
    public TreeHead head() {
        return new TreeHead(size, Peaks.root(peaks));
    }
}
