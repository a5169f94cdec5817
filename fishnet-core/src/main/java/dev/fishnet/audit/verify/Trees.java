package dev.fishnet.audit.verify;

import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.audit.tree.MerkleTree;
import dev.fishnet.audit.tree.TreeHead;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tree over the entries as they are, and beside it the one over the hashes that are kept, from where the two part:
 * when a checkpoint fits the second one, the entries that do not fit their hashes are the bad ones, and no others are.
 */
final class Trees {
    private static final int LEVELS = 64;

    private @Nullable Tree found;
    private @Nullable Tree kept;

    Trees(long size, List<LogHash> peaks) {
        found = new Tree(MerkleTree.of(size, peaks));
    }

    /** Nothing is known of them. */
    static Trees lost() {
        Trees trees = new Trees(0, List.of());
        trees.lose();
        return trees;
    }

    /** A tree, and the subtrees that its latest entry made whole. */
    private static final class Tree {
        private final MerkleTree tree;
        private final @Nullable LogHash[] wholes = new LogHash[LEVELS];

        Tree(MerkleTree tree) {
            this.tree = tree;
        }

        void add(LogHash leaf) {
            tree.add(leaf, (level, index, hash) -> wholes[level] = hash);
        }
    }

    /** Adds an entry: the hash of its bytes, and the one that is kept for it. */
    void add(LogHash own, LogHash keptHash) {
        if (found != null && kept == null && !own.equals(keptHash)) {
            kept = new Tree(MerkleTree.of(found.tree.size(), found.tree.peaks()));
        }
        if (found != null) {
            found.add(own);
        }
        if (kept != null) {
            kept.add(keptHash);
        }
    }

    /** An entry is missing, and so nothing is known of the tree from here on. */
    void lose() {
        found = null;
        kept = null;
    }

    /** Takes up, behind entries that are missing, from hashes that are kept. */
    void resume(long size, List<LogHash> peaks) {
        kept = new Tree(MerkleTree.of(size, peaks));
    }

    boolean isLost() {
        return found == null && kept == null;
    }

    /** Whether the subtree that has just become whole has that hash, in one of the trees. */
    boolean isWhole(int level, LogHash hash) {
        return isWhole(found, level, hash) || isWhole(kept, level, hash);
    }

    private static boolean isWhole(@Nullable Tree tree, int level, LogHash hash) {
        return tree != null && Objects.equals(hash, tree.wholes[level]);
    }

    /** Whether the entries as they are have that head. */
    boolean isFound(TreeHead head) {
        return found != null && found.tree.head().equals(head);
    }

    /** Whether the hashes that are kept have that head, or the entries as they are. */
    boolean fits(TreeHead head) {
        return isFound(head) || (kept != null && kept.tree.head().equals(head));
    }

    /** The head over the entries as they are; empty when some are missing. */
    Optional<TreeHead> head() {
        return Optional.ofNullable(found).map(known -> known.tree.head());
    }
}
