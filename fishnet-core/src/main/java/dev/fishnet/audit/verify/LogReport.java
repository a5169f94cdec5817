package dev.fishnet.audit.verify;

import dev.fishnet.audit.note.Checkpoint;
import dev.fishnet.audit.tree.TreeHead;
import java.util.List;
import java.util.Optional;

/**
 * What a pass over a whole log found.
 *
 * @param size one more than the index of the last entry that is there
 * @param head of the entries as they are; empty when some are missing
 * @param origin what the log calls itself, or was found to be by the key that was given
 * @param archived how many entries were not looked at because they lie in an archive
 * @param signed what checkpoints say of it
 * @param open what began and has no end
 * @param problems the first of them, in the order of the entries
 * @param unlisted how many more problems there are
 */
public record LogReport(
        long size,
        Optional<TreeHead> head,
        Optional<String> origin,
        long archived,
        Signed signed,
        Open open,
        List<Problem> problems,
        long unlisted) {
    public LogReport {
        problems = List.copyOf(problems);
    }

    /**
     * The checkpoints.
     *
     * @param kept how many the log keeps
     * @param good how many of those have the log's signature and the root of its entries
     * @param unchecked how many have the signature, but lie where entries are archived or missing
     * @param newest of all that fit, kept or given
     * @param given the newest that fits of those that somebody else kept
     */
    public record Signed(int kept, int good, int unchecked, Optional<Checkpoint> newest, Optional<Checkpoint> given) {
        /** So many entries are as the log's key has signed them. */
        public long covered() {
            return newest.map(checkpoint -> checkpoint.head().size()).orElse(0L);
        }
    }

    /**
     * Intents without outcome: what was under way when the gateway was killed, or is under way now.
     *
     * @param count of them
     * @param first the indexes of the first few
     */
    public record Open(long count, List<Long> first) {
        public Open {
            first = List.copyOf(first);
        }
    }

    /** Whether nothing was found that is not as it was written. */
    public boolean isClean() {
        return problems.isEmpty();
    }
}
