package dev.fishnet.audit.verify;

import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.audit.tree.SubtreeHashes;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The subtrees of a log that is kept: from kept hashes where there are any, from the entries themselves below those. A
 * proof reads no more than the entries of two blocks.
 */
public final class LogSubtrees implements SubtreeHashes {
    private static final int BLOCKS_HELD = 4;

    private final LogSource log;
    private final Map<Long, List<LogHash>> blocks = new LinkedHashMap<>();

    public LogSubtrees(LogSource log) {
        this.log = log;
    }

    @Override
    public LogHash subtree(int level, long index) throws FishnetException {
        if (level < LogSource.STEP) {
            return ofEntries(level, index);
        }
        Optional<LogHash> kept = level % LogSource.STEP == 0 ? log.node(level, index) : Optional.empty();
        if (kept.isPresent()) {
            return kept.get();
        }
        if (level == LogSource.STEP && index < (log.first() >> LogSource.STEP)) {
            throw archived(index);
        }
        return LogHash.ofNode(subtree(level - 1, 2 * index), subtree(level - 1, 2 * index + 1));
    }

    private LogHash ofEntries(int level, long index) throws FishnetException {
        long block = index >> (LogSource.STEP - level);
        List<LogHash> leaves = leaves(block);
        int from = (int) ((index << level) - (block << LogSource.STEP));
        int to = from + (1 << level);
        if (to > leaves.size()) {
            throw new FishnetException(
                    ErrorKind.CORRUPT,
                    "entry " + ((block << LogSource.STEP) + leaves.size()) + " is missing",
                    "'fishnet audit verify' says what else is");
        }
        return over(leaves.subList(from, to));
    }

    private static LogHash over(List<LogHash> leaves) {
        int half = leaves.size() / 2;
        return half == 0
                ? leaves.getFirst()
                : LogHash.ofNode(over(leaves.subList(0, half)), over(leaves.subList(half, leaves.size())));
    }

    /** The hashes of a block's entries, as many as are there without a gap. */
    private List<LogHash> leaves(long block) throws FishnetException {
        List<LogHash> held = blocks.get(block);
        if (held != null) {
            return held;
        }
        long from = block << LogSource.STEP;
        if (from < log.first()) {
            throw archived(block);
        }
        List<LogHash> leaves = new ArrayList<>();
        log.entries(from, (index, text, leaf) -> {
            if (index != from + leaves.size()) {
                return false;
            }
            leaves.add(LogHash.ofLeaf(text));
            return leaves.size() < Blocks.SIZE;
        });
        if (blocks.size() == BLOCKS_HELD) {
            blocks.remove(blocks.keySet().iterator().next());
        }
        blocks.put(block, leaves);
        return leaves;
    }

    private static FishnetException archived(long block) {
        long from = block << LogSource.STEP;
        return new FishnetException(
                ErrorKind.NOT_FOUND,
                Sentences.entries(from, from + Blocks.SIZE - 1) + " are in an archive",
                "name its file with --archive");
    }
}
