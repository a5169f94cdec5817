package dev.fishnet.audit.tree;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hashes as a tree told them while it grew; it has no others. */
public final class GrownTree implements SubtreeHashes {
    private record Place(int level, long index) {}

    private final Map<Place, LogHash> hashes = new HashMap<>();

    /** The tree over the first entries of another one. */
    public static GrownTree of(RfcTree rfc, int size) {
        GrownTree grown = new GrownTree();
        MerkleTree tree = MerkleTree.of(0, List.of());
        for (int i = 0; i < size; i++) {
            grown.hashes.put(new Place(0, i), rfc.leaf(i));
            tree.add(rfc.leaf(i), (level, index, hash) -> grown.hashes.put(new Place(level, index), hash));
        }
        return grown;
    }

    @Override
    public LogHash subtree(int level, long index) {
        return Optional.ofNullable(hashes.get(new Place(level, index)))
                .orElseThrow(() -> new AssertionError("no whole subtree at level " + level + ", index " + index));
    }

    /** The hashes there were at an earlier size: whoever asks for a subtree that was not whole then is found. */
    SubtreeHashes at(long size) {
        return (level, index) -> {
            if (index + 1 > size >>> level) {
                throw new AssertionError("level " + level + ", index " + index + " is not whole at " + size);
            }
            return subtree(level, index);
        };
    }
}
