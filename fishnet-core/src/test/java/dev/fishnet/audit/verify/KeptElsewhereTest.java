package dev.fishnet.audit.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fishnet.audit.note.LogSigner;
import dev.fishnet.audit.verify.MemoryLog.Row;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a log cannot say of itself: it takes a key or a checkpoint that somebody else has. */
@Tag("S-58")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class KeptElsewhereTest extends TamperTable {
    @Test
    void anotherKey() throws Exception {
        LogSigner other = SampleLog.signer();
        String sentence = "checkpoint 1 of the 3 that the log keeps is not good";
        said(small, sentence, log -> Forger.sign(log, other, SMALL_CHECKPOINTS));
        MemoryLog forged = MemoryLog.of(SampleLog.entries(SMALL, other), other, SMALL_CHECKPOINTS);
        assertEquals(
                List.of(),
                new LogVerifier(LogVerifier.Terms.OWN, Progress.NONE)
                        .verify(forged)
                        .problems());
        LogVerifier.Terms key = terms(Optional.of(signer.verifierKey()), List.of());
        said(forged, key, "entry 0 names another key than the one that you gave", log -> {});
    }

    private static LogVerifier.Terms terms(Optional<String> key, List<String> given) {
        return new LogVerifier.Terms(key, given, List.of(), false);
    }

    /** Who removes newer checkpoints, or has the key, is found by a checkpoint that somebody else has kept. */
    @Test
    void whatOnlyACheckpointKeptElsewhereFinds() throws Exception {
        for (int older = 0; older < SMALL_CHECKPOINTS.length - 1; older++) {
            long size = SMALL_CHECKPOINTS[older];
            int newer = older + 1;
            Consumer<MemoryLog> change = log -> {
                log.notes.subList(newer, log.notes.size()).clear();
                Forger.truncate(log, (int) size);
            };
            assertIsCleanAlone(small, change);
            String gone = "and the checkpoint that you gave says that it had 40 entries: "
                    + Sentences.entries(size, SMALL - 1) + " are gone";
            said(small, terms(Optional.empty(), List.of(small.notes.getLast())), gone, change);
        }
        for (int at = 3; at < SMALL; at++) {
            int row = at;
            Consumer<MemoryLog> change = log -> {
                Forger.edit(log, row);
                log.settle();
                Forger.sign(log, signer, SMALL_CHECKPOINTS);
            };
            assertIsCleanAlone(small, change);
            said(small, terms(Optional.empty(), small.notes), range(at, SMALL_CHECKPOINTS), change);
        }
    }

    private static void assertIsCleanAlone(MemoryLog log, Consumer<MemoryLog> change) throws FishnetException {
        MemoryLog changed = log.copy();
        change.accept(changed);
        assertEquals(
                List.of(),
                new LogVerifier(LogVerifier.Terms.OWN, Progress.NONE)
                        .verify(changed)
                        .problems());
    }

    /** What no checkpoint covers yet, only the disk vouches for, and the report says so. */
    @Test
    void whatNoCheckpointCoversIsSaidToBeUncovered() throws Exception {
        MemoryLog forged = small.copy();
        forged.rows.add(
                new Row(SMALL, small.rows.get(3).text(), small.rows.get(3).leaf()));
        Forger.renumber(forged);
        forged.settle();

        LogReport report = new LogVerifier(LogVerifier.Terms.OWN, Progress.NONE).verify(forged);

        assertEquals(SMALL + 1, report.size());
        assertEquals(SMALL, report.signed().covered());
    }

    @Test
    void aHeadThatIsNoneIsAFailureInWords() {
        MemoryLog broken = small.copy();
        broken.size = 41;

        FishnetException failure = assertThrows(
                FishnetException.class, () -> new LogVerifier(LogVerifier.Terms.OWN, Progress.NONE).verify(broken));
        assertEquals(ErrorKind.CORRUPT, failure.kind());
    }
}
