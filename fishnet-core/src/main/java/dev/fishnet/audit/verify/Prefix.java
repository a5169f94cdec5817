package dev.fishnet.audit.verify;

import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.audit.tree.MerkleTree;
import dev.fishnet.error.FishnetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Entries that are in an archive: the hashes over their blocks are all that the log has of them. */
final class Prefix {
    private final LogSource log;
    private final Findings findings;
    private final Checkpoints checkpoints;

    Prefix(LogSource log, Findings findings, Checkpoints checkpoints) {
        this.log = log;
        this.findings = findings;
        this.checkpoints = checkpoints;
    }

    /**
     * The trees over that many blocks, lost when a hash is missing.
     *
     * <p>A tree over hashes of blocks is the upper part of the tree over their entries.
     */
    Trees trees(long blocks) throws FishnetException {
        MerkleTree tree = MerkleTree.of(0, List.of());
        List<Whole> wholes = new ArrayList<>();
        for (long block = 0; block < blocks; block++) {
            Optional<LogHash> hash = log.node(LogSource.STEP, block);
            if (hash.isEmpty()) {
                findings.stretch("the hash over " + archived(block, LogSource.STEP) + " is missing");
                return Trees.lost();
            }
            tree.add(hash.get(), (level, index, whole) -> wholes.add(new Whole(level + LogSource.STEP, index, whole)));
            check(wholes);
            wholes.clear();
            long size = block + 1 << LogSource.STEP;
            if (checkpoints.isDue(size)) {
                checkpoints.reach(size, new Trees(size, tree.peaks()));
            }
        }
        return new Trees(blocks << LogSource.STEP, tree.peaks());
    }

    private record Whole(int level, long index, LogHash hash) {}

    private void check(List<Whole> wholes) throws FishnetException {
        for (Whole whole : wholes) {
            if (whole.level() % LogSource.STEP == 0
                    && !log.node(whole.level(), whole.index())
                            .equals(Optional.of(whole.hash()))) {
                findings.stretch("the hash over " + archived(whole.index(), whole.level())
                        + " is not that of the hashes over their parts");
            }
        }
    }

    private static String archived(long index, int level) {
        return "the archived " + Sentences.range(index << level, (index + 1 << level) - 1);
    }
}
