package dev.fishnet.audit.tree;

import java.util.List;

/** The roots of whole subtrees, the largest first, that stand side by side in a tree. */
final class Peaks {
    private Peaks() {}

    /** The root over all of them: the right ones are joined first. */
    static LogHash root(List<LogHash> peaks) {
        if (peaks.isEmpty()) {
            return LogHash.EMPTY;
        }
        LogHash root = peaks.get(peaks.size() - 1);
        for (int i = peaks.size() - 2; i >= 0; i--) {
            root = LogHash.ofNode(peaks.get(i), root);
        }
        return root;
    }
}
