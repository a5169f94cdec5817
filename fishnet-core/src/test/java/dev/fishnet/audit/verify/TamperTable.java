package dev.fishnet.audit.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.audit.note.LogSigner;
import dev.fishnet.error.FishnetException;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** A small log and a large one, and what is found in a copy that somebody has changed. */
abstract class TamperTable {
    static final int SMALL = 40;
    static final int LARGE = 600;
    static final long[] SMALL_CHECKPOINTS = {10, 25, SMALL};
    static final long[] LARGE_CHECKPOINTS = {200, 256, 300, LARGE};

    final LogSigner signer = SampleLog.signer();
    final MemoryLog small = MemoryLog.of(SampleLog.entries(SMALL, signer), signer, SMALL_CHECKPOINTS);
    final MemoryLog large = MemoryLog.of(SampleLog.entries(LARGE, signer), signer, LARGE_CHECKPOINTS);
    int mutations;

    /** Changes a copy, and gives what is found in it. */
    List<Problem> found(MemoryLog log, LogVerifier.Terms terms, String what, Consumer<MemoryLog> change)
            throws FishnetException {
        mutations++;
        MemoryLog changed = log.copy();
        change.accept(changed);
        List<Problem> problems =
                new LogVerifier(terms, Progress.NONE).verify(changed).problems();
        assertFalse(problems.isEmpty(), () -> "not found: " + what);
        return problems;
    }

    List<Problem> found(MemoryLog log, String what, Consumer<MemoryLog> change) throws FishnetException {
        return found(log, LogVerifier.Terms.OWN, what, change);
    }

    /** The first bad entry is this one. */
    void named(MemoryLog log, long entry, String sentence, Consumer<MemoryLog> change) throws FishnetException {
        Problem first = found(log, sentence, change).getFirst();
        assertEquals(OptionalLong.of(entry), first.entry(), first::text);
        assertTrue(first.text().contains(sentence), () -> first.text() + " | expected: " + sentence);
    }

    /** Some sentence says it. */
    void said(MemoryLog log, LogVerifier.Terms terms, String sentence, Consumer<MemoryLog> change)
            throws FishnetException {
        List<Problem> problems = found(log, terms, sentence, change);
        assertTrue(
                problems.stream().anyMatch(problem -> problem.text().contains(sentence)),
                () -> problems + " | expected: " + sentence);
    }

    void said(MemoryLog log, String sentence, Consumer<MemoryLog> change) throws FishnetException {
        said(log, LogVerifier.Terms.OWN, sentence, change);
    }

    /** Between the checkpoint before the entry and the one behind it. */
    static String range(long entry, long... checkpoints) {
        long from = 0;
        for (long each : checkpoints) {
            if (each > entry) {
                return "something in " + Sentences.entries(from, each - 1) + " is not";
            }
            from = each;
        }
        throw new IllegalArgumentException("no checkpoint is behind it");
    }
}
