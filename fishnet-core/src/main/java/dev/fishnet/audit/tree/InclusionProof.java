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

    /** Whether the entry with that hash is at that index of the log with that root. */
    @SuppressWarnings("DoNotCallSuggester")
    public boolean proves(LogHash leaf, LogHash root) {
        throw new UnsupportedOperationException();
    }
}
