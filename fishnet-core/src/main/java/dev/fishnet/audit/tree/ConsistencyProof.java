package dev.fishnet.audit.tree;

import java.util.List;

/**
 * Proves that a log only grew (RFC 6962, section 2.1.2).
 *
 * @param from its size before
 * @param to its size after
 */
public record ConsistencyProof(long from, long to, List<LogHash> path) {
    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /** Whether the log with the later root begins with everything in the one with the earlier root. */
    @SuppressWarnings("DoNotCallSuggester")
    public boolean proves(LogHash before, LogHash after) {
        throw new UnsupportedOperationException();
    }
}
