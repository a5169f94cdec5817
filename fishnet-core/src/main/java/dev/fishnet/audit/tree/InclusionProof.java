package dev.fishnet.audit.tree;

import java.util.List;

/**
 * Proves that an entry is in a log (RFC 6962, section 2.1.1).
 *
 * @param index of the entry
 * @param size of the log
 * @param path from the sibling of the leaf up to a child of the root
 */
public record InclusionProof(long index, long size, List<LogHash> path) {
    public InclusionProof {
        path = List.copyOf(path);
    }

    /**
     * Whether the entry with that hash is at that index of the log with that root. Of a log of this size exactly one
     * path does it. The size has to come from where the root comes from: a root does not say how many entries it is of.
     */
    public boolean proves(LogHash leaf, LogHash root) {
        return index >= 0 && index < size && climbs(leaf, root);
    }

    /** RFC 9162, section 2.1.3.2. */
    private boolean climbs(LogHash leaf, LogHash root) {
        Climb climb = new Climb(index, size - 1);
        LogHash hash = leaf;
        for (LogHash sibling : path) {
            if (climb.isAtTop()) {
                return false;
            }
            hash = climb.stepIsFromLeft() ? LogHash.ofNode(sibling, hash) : LogHash.ofNode(hash, sibling);
        }
        return climb.isAtTop() && hash.equals(root);
    }
}
