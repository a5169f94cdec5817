package dev.fishnet.audit.verify;

import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.error.FishnetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The peaks of a log of whole blocks, from the hashes that are kept alone. */
final class KeptPeaks {
    private final LogSource log;

    KeptPeaks(LogSource log) {
        this.log = log;
    }

    /**
     * The peaks of the log when it had that size.
     *
     * @param size whole blocks
     * @return empty when a hash is missing
     */
    Optional<List<LogHash>> of(long size) throws FishnetException {
        List<LogHash> peaks = new ArrayList<>();
        long done = 0;
        for (int level = 62; level >= LogSource.STEP; level--) {
            if (((size >> level) & 1) == 1) {
                Optional<LogHash> peak = subtree(level, done >> level);
                if (peak.isEmpty()) {
                    return Optional.empty();
                }
                peaks.add(peak.get());
                done += 1L << level;
            }
        }
        return Optional.of(peaks);
    }

    private Optional<LogHash> subtree(int level, long index) throws FishnetException {
        if (level % LogSource.STEP == 0) {
            return log.node(level, index);
        }
        Optional<LogHash> left = subtree(level - 1, 2 * index);
        Optional<LogHash> right = left.isEmpty() ? left : subtree(level - 1, 2 * index + 1);
        return right.map(hash -> LogHash.ofNode(left.orElseThrow(), hash));
    }
}
