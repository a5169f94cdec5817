package dev.fishnet.audit.tree;

import dev.fishnet.error.FishnetException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Makes heads and proofs of a log of a size, which may be smaller than it is now. Only subtrees are asked for that are
 * whole at that size.
 */
public final class TreeProofs {
    private TreeProofs() {}

    /**
     * The head that the log had at a size.
     *
     * @throws IllegalArgumentException when the size is negative
     * @throws FishnetException when a hash it takes cannot be had
     */
    public static TreeHead head(long size, SubtreeHashes hashes) throws FishnetException {
        require(size >= 0, "a log has no " + size + " entries");
        return new TreeHead(size, root(0, size, hashes));
    }

    /**
     * Proves that an entry is in the log of a size.
     *
     * @throws IllegalArgumentException when no entry of that index is
     * @throws FishnetException when a hash it takes cannot be had
     */
    public static InclusionProof inclusion(long index, long size, SubtreeHashes hashes) throws FishnetException {
        require(index >= 0 && index < size, "a log of " + size + " entries has no entry " + index);
        List<LogHash> path = new ArrayList<>();
        long begin = 0;
        long end = size;
        while (end - begin > 1) {
            long middle = middle(begin, end);
            if (index < middle) {
                path.add(root(middle, end, hashes));
                end = middle;
            } else {
                path.add(root(begin, middle, hashes));
                begin = middle;
            }
        }
        Collections.reverse(path);
        return new InclusionProof(index, size, path);
    }

    /**
     * Proves that the log of the later size begins with that of the earlier one.
     *
     * @throws IllegalArgumentException when the earlier size is negative, or larger than the later one
     * @throws FishnetException when a hash it takes cannot be had
     */
    public static ConsistencyProof consistency(long from, long to, SubtreeHashes hashes) throws FishnetException {
        require(from >= 0 && from <= to, "a log cannot have grown from " + from + " entries to " + to);
        List<LogHash> path = new ArrayList<>();
        long begin = 0;
        long end = to;
        while (from > 0 && from < end) {
            long middle = middle(begin, end);
            if (from <= middle) {
                path.add(root(middle, end, hashes));
                end = middle;
            } else {
                path.add(root(begin, middle, hashes));
                begin = middle;
            }
        }
        // The verifier has the earlier root, so it is only said where it is not a peak of the earlier log.
        if (begin > 0) {
            path.add(root(begin, end, hashes));
        }
        Collections.reverse(path);
        return new ConsistencyProof(from, to, path);
    }

    /**
     * Where the RFC splits a range of two entries or more: the left part is the largest power of two below its length.
     */
    private static long middle(long begin, long end) {
        return begin + Long.highestOneBit(end - begin - 1);
    }

    /** The root over a range that splits into whole subtrees from its beginning, as all ranges of a proof do. */
    private static LogHash root(long begin, long end, SubtreeHashes hashes) throws FishnetException {
        List<LogHash> peaks = new ArrayList<>();
        long at = begin;
        while (at < end) {
            int level = Long.numberOfTrailingZeros(Long.highestOneBit(end - at));
            peaks.add(hashes.subtree(level, at >>> level));
            at += 1L << level;
        }
        return Peaks.root(peaks);
    }

    private static void require(boolean met, String otherwise) {
        if (!met) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
