package dev.fishnet.audit.tree;

import dev.fishnet.error.FishnetException;

/** Where a proof finds the hashes of whole subtrees of a log. */
public interface SubtreeHashes {
    /**
     * The hash over 2<sup>level</sup> entries, all of which are in the log.
     *
     * @param level 0 for the hash of one entry
     * @param index of the subtree among those of its level: the entries from index·2<sup>level</sup> on
     * @throws FishnetException when what it needs is not there, or cannot be read
     */
    LogHash subtree(int level, long index) throws FishnetException;
}
