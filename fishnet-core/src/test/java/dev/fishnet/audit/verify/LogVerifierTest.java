package dev.fishnet.audit.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.note.LogSigner;
import dev.fishnet.error.FishnetException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LogVerifierTest {
    private final LogSigner signer = SampleLog.signer();

    private static LogReport verify(LogSource log, LogVerifier.Terms terms) throws FishnetException {
        return new LogVerifier(terms, Progress.NONE).verify(log);
    }

    private static LogReport verify(LogSource log) throws FishnetException {
        return verify(log, LogVerifier.Terms.OWN);
    }

    private static List<String> texts(LogReport report) {
        return report.problems().stream().map(Problem::text).toList();
    }

    @Test
    void aLogThatNobodyTouchedIsClean() throws Exception {
        MemoryLog log = MemoryLog.of(SampleLog.entries(600, signer), signer, 100, 256, 590);

        LogReport report = verify(log);

        assertEquals(List.of(), report.problems());
        assertEquals(600, report.size());
        assertEquals(log.head(), report.head().orElseThrow());
        assertEquals(590, report.signed().covered());
        assertEquals(3, report.signed().good());
        assertEquals(SampleLog.ORIGIN, report.origin().orElseThrow());
    }

    @Test
    void intentsWithoutOutcomeAreCounted() throws Exception {
        LogReport report = verify(MemoryLog.of(SampleLog.entries(14, signer), signer));

        assertEquals(new LogReport.Open(1, List.of(13L)), report.open());
        assertTrue(report.isClean());
    }

    /** Behind a hole the tree goes on from kept hashes, so that one missing entry does not hide another. */
    @Test
    @Tag("S-58")
    void whatIsBehindAHoleIsStillLookedAt() throws Exception {
        MemoryLog log = MemoryLog.of(SampleLog.entries(600, signer), signer, 100, 300, 600);
        log.rows.remove(200);
        Forger.edit(log, 400);

        assertEquals(
                List.of(
                        "entry 200 is missing",
                        "something in the entries 256 to 511 is not what it was: together they do not give the hash that"
                                + " was kept for them",
                        "everything up to entry 299, but for what is named on its own, is as a checkpoint signed it,"
                                + " something in the entries 300 to 599 is not",
                        "the head of the log does not belong to its entries"),
                texts(verify(log)));
    }

    @Test
    @Tag("S-58")
    void oneBadEntryLeavesTheOthersSigned() throws Exception {
        MemoryLog log = MemoryLog.of(SampleLog.entries(600, signer), signer, 100, 300, 600);
        Forger.text(log, 7, Forger.flipped(log.rows.get(7).text(), 9));

        LogReport report = verify(log);

        assertEquals(
                List.of("entry 7 is not what it was: its bytes do not give the hash that was kept for it"),
                texts(report));
        assertEquals(3, report.signed().good());
    }

    @Test
    void problemsAreCountedWhereThereAreTooMany() throws Exception {
        MemoryLog log = MemoryLog.of(SampleLog.entries(600, signer), signer);
        for (int at = 100; at < 400; at++) {
            Forger.text(log, at, new byte[0]);
        }

        LogReport report = verify(log);

        assertEquals(Findings.LISTED, report.problems().size());
        assertEquals(200, report.unlisted());
    }

    @Test
    void entriesThatContradictEachOtherAreNamed() throws Exception {
        List<AuditEntry> entries = new ArrayList<>(SampleLog.entries(16, signer));
        entries.add(entries.get(15));
        entries.add(entries.get(0));
        MemoryLog log = MemoryLog.of(entries, signer);

        assertEquals(
                List.of(
                        "entry 16 tells the outcome of entry 13, which is no intent, or has one already",
                        "entry 17 opens a log that is open already"),
                texts(verify(log)));
    }
}
