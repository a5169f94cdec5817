package dev.fishnet.audit.verify;

import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.audit.tree.MerkleTree;
import dev.fishnet.error.FishnetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Entries that are in an archive: the hashes over their blocks are all that the log has of them. Where their removal
 * was cut off, some entries of the last of these blocks are still there.
 *
 * @param first the index of the first entry that is there
 * @param size of the log at the end of the last block of which entries are gone
 */
record Prefix(long first, long size) {
    static Prefix of(long first) {
        return new Prefix(first, (first + Blocks.SIZE - 1) & -Blocks.SIZE);
    }

    /**
     * The trees over these blocks, lost when a hash is missing.
     *
     * <p>A tree over hashes of blocks is the upper part of the tree over their entries.
     */
    Trees trees(LogSource log, Findings findings, Checkpoints checkpoints) throws FishnetException {
        MerkleTree tree = MerkleTree.of(0, List.of());
        List<Whole> wholes = new ArrayList<>();
        for (long block = 0; block < (size >> LogSource.STEP); block++) {
            Optional<LogHash> hash = log.node(LogSource.STEP, block);
            if (hash.isEmpty()) {
                findings.stretch(
                        block << LogSource.STEP, "the hash over " + absent(block, LogSource.STEP) + " is missing");
                return Trees.lost();
            }
            tree.add(hash.get(), (level, index, whole) -> wholes.add(new Whole(level + LogSource.STEP, index, whole)));
            check(wholes, log, findings);
            wholes.clear();
            long reached = (block + 1) << LogSource.STEP;
            if (checkpoints.isDue(reached)) {
                checkpoints.reach(reached, new Trees(reached, tree.peaks()));
            }
        }
        return new Trees(size, tree.peaks());
    }

    private record Whole(int level, long index, LogHash hash) {}

    private static void check(List<Whole> wholes, LogSource log, Findings findings) throws FishnetException {
        for (Whole whole : wholes) {
            if (whole.level() % LogSource.STEP == 0
                    && !log.node(whole.level(), whole.index()).equals(Optional.of(whole.hash()))) {
                findings.stretch(
                        whole.index() << whole.level(),
                        "the hash over " + absent(whole.index(), whole.level())
                                + " is not that of the hashes over their parts");
            }
        }
    }

    private static String absent(long index, int level) {
        return Sentences.entries(index << level, ((index + 1) << level) - 1) + ", which are not here,";
    }
}
