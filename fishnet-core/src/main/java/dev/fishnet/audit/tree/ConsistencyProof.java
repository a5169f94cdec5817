package dev.fishnet.audit.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * Proves that a log only grew (RFC 6962, section 2.1.2).
 *
 * @param from its size before
 * @param to its size after
 * @param path from the last whole subtree that both have up to a child of the later root; without that subtree when it
 *     is the earlier root, and empty when nothing is to be proved
 */
public record ConsistencyProof(long from, long to, List<LogHash> path) {
    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /**
     * Whether the log with the later root begins with everything in the one with the earlier root. Of logs of these
     * sizes exactly one path does it. The sizes have to come from where the roots come from: a root does not say how
     * many entries it is of. A log without entries has one root only, {@link LogHash#EMPTY}, and any log has grown from
     * it, which takes no path.
     */
    public boolean proves(LogHash before, LogHash after) {
        if (from < 0 || from > to || !canBeRoot(from, before) || !canBeRoot(to, after)) {
            return false;
        }
        if (from == to) {
            return path.isEmpty() && before.equals(after);
        }
        return from == 0 ? path.isEmpty() : climbs(before, after);
    }

    private static boolean canBeRoot(long size, LogHash root) {
        return size > 0 || root.equals(LogHash.EMPTY);
    }

    /** RFC 9162, section 2.1.4.2. */
    private boolean climbs(LogHash before, LogHash after) {
        Climb climb = new Climb(from - 1, to - 1);
        climb.skipRightTurns();
        List<LogHash> hashes = path;
        if (Long.bitCount(from) == 1) {
            hashes = new ArrayList<>(path);
            hashes.add(0, before);
        }
        if (hashes.isEmpty()) {
            return false;
        }
        LogHash earlier = hashes.get(0);
        LogHash later = earlier;
        for (LogHash sibling : hashes.subList(1, hashes.size())) {
            if (climb.isAtTop()) {
                return false;
            }
            if (climb.stepIsFromLeft()) {
                earlier = LogHash.ofNode(sibling, earlier);
                later = LogHash.ofNode(sibling, later);
            } else {
                later = LogHash.ofNode(later, sibling);
            }
        }
        return climb.isAtTop() && earlier.equals(before) && later.equals(after);
    }
}
