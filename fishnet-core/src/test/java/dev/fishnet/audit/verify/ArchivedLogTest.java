package dev.fishnet.audit.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.note.LogSigner;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.audit.verify.MemoryLog.Place;
import dev.fishnet.error.FishnetException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A log whose beginning lies in an archive, or is said to. */
class ArchivedLogTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

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

    private LogVerifier.Terms keyed(ArchivedPart... parts) {
        return new LogVerifier.Terms(Optional.of(signer.verifierKey()), List.of(), List.of(parts), true);
    }

    private static LogVerifier.Terms unkeyed(ArchivedPart... parts) {
        return new LogVerifier.Terms(Optional.empty(), List.of(), List.of(parts), false);
    }

    /** A log of 600 entries whose last one says that some before it were archived. */
    private MemoryLog archivedTo(long to, long... checkpoints) {
        List<AuditEntry> entries = SampleLog.entries(600, signer);
        MemoryLog whole = MemoryLog.of(entries, signer);
        LogHash root = whole.headAt(to).root();
        entries.add(archived(signer, to, root, part(whole, to).hash()));
        return MemoryLog.of(entries, signer, checkpoints);
    }

    private static AuditEntry archived(LogSigner named, long to, LogHash root, LogHash hash) {
        return new AuditEntry.Archived(NOW, 0, to, root, "log-0.jsonl", hash, named.origin(), named.verifierKey());
    }

    private static MemoryPart part(MemoryLog whole, long to) {
        return new MemoryPart(whole.rows.subList(0, (int) to));
    }

    @Test
    void anArchivedBeginningIsHeldToItsHashes() throws Exception {
        MemoryLog log = archivedTo(512, 100, 256, 512, 601);
        log.forget(512);

        LogReport report = verify(log, keyed());

        assertEquals(List.of(), texts(report));
        assertEquals(512, report.archived());
        assertEquals(601, report.signed().covered());
        assertEquals(3, report.signed().good());
        assertEquals(1, report.signed().unchecked());
    }

    @Test
    @Tag("S-59")
    void aLogWhoseBeginningIsArchivedStillNamesItsKey() throws Exception {
        MemoryLog log = archivedTo(512, 100, 256, 512, 601);
        log.forget(512);

        LogReport report = verify(log);

        assertEquals(List.of(), texts(report));
        assertEquals(SampleLog.ORIGIN, report.origin().orElseThrow());
        assertEquals(601, report.signed().covered());
    }

    @Test
    @Tag("S-58")
    void anArchiveThatIsToldOfUnderAnotherKeyIsFound() throws Exception {
        List<AuditEntry> entries = SampleLog.entries(600, signer);
        MemoryLog whole = MemoryLog.of(entries, signer);
        LogHash hash = part(whole, 256).hash();
        entries.add(archived(SampleLog.signer(), 256, whole.headAt(256).root(), hash));
        String sentence = "entry 600 names another key than the one that the log is held to";
        MemoryLog log = MemoryLog.of(entries, signer, 601);
        MemoryPart part = part(log.copy(), 256);

        assertEquals(List.of(sentence), texts(verify(log)), "held to entry 0");
        log.forget(256);
        assertEquals(List.of(sentence), texts(verify(log, keyed())), "held to the auditor's key");
        assertEquals(
                List.of(sentence),
                texts(verify(JoinedLog.of(List.of(part), log), unkeyed(part))),
                "held to the archive's entry 0");
        assertEquals(
                "checkpoint 1 of the 1 that the log keeps is not good",
                texts(verify(log)).getFirst().substring(0, 52),
                "held to itself");
        entries.add(archived(signer, 256, whole.headAt(256).root(), hash));
        MemoryLog later = MemoryLog.of(entries, signer, 602);
        later.forget(256);
        assertEquals(List.of(sentence), texts(verify(later)), "held to the latest that says so");
    }

    @Test
    @Tag("S-58")
    void anEntryThatWasChangedNamesNoKey() throws Exception {
        MemoryLog log = archivedTo(512, 601);
        log.forget(512);
        int last = log.rows.size() - 1;
        Forger.text(log, last, Forger.flipped(log.rows.get(last).text(), 300));

        List<String> texts = texts(verify(log));

        assertEquals(3, texts.size(), texts.toString());
        assertEquals("the entries 0 to 511 are gone, and no entry says that they were archived", texts.get(0));
        assertTrue(texts.get(1).startsWith("entry 600 is not what it was"), texts.toString());
        assertTrue(texts.get(2).startsWith("nothing names the key of the log"), texts.toString());
    }

    @Test
    @Tag("S-59")
    void withItsArchiveALogIsVerifiedAsIfNothingHadBeenMoved() throws Exception {
        MemoryLog log = archivedTo(512, 100, 256, 512, 601);
        MemoryPart part = part(log.copy(), 512);
        log.forget(512);

        LogReport report = verify(JoinedLog.of(List.of(part), log), keyed(part));

        assertEquals(List.of(), texts(report));
        assertEquals(0, report.archived());
        assertEquals(4, report.signed().good());
    }

    @Test
    @Tag("S-59")
    void whatACutOffArchivingLeavesIsNoProblem() throws Exception {
        for (int gone : new int[] {0, 1, 255, 256, 300, 511}) {
            MemoryLog log = archivedTo(512, 300, 601);
            log.forget(gone);

            LogReport report = verify(log, keyed());

            assertEquals(List.of(), texts(report), "gone: " + gone);
            assertEquals(601, report.signed().covered());
        }
    }

    @Test
    @Tag("S-58")
    void anArchiveThatTheLogDoesNotSpeakOfIsAHole() throws Exception {
        MemoryLog log = MemoryLog.of(SampleLog.entries(600, signer), signer, 600);
        log.forget(256);

        assertEquals(
                List.of("the entries 0 to 255 are gone, and no entry says that they were archived"),
                texts(verify(log, keyed())));
    }

    @Test
    @Tag("S-58")
    void aChangedHashOverArchivedEntriesIsFound() throws Exception {
        MemoryLog log = archivedTo(512, 256, 601);
        log.forget(512);
        log.nodes.put(new Place(8, 1), log.node(8, 0).orElseThrow());

        assertEquals(
                List.of(
                        "entry 600 has another root for what was archived than the hashes that are kept of it",
                        "everything up to entry 255 is as a checkpoint signed it, something in the entries 256 to 600 is"
                                + " not",
                        "the head of the log does not belong to its entries"),
                texts(verify(log, keyed())));
        log.nodes.remove(new Place(8, 1));
        assertEquals(
                "the hash over the entries 256 to 511, which are not here, is missing",
                texts(verify(log, keyed())).getFirst());
    }

    @Test
    @Tag("S-58")
    void aChangedArchiveIsFound() throws Exception {
        MemoryLog log = archivedTo(512, 256, 601);
        MemoryLog other = log.copy();
        Forger.edit(other, 300);
        log.forget(512);
        MemoryPart part = part(other, 512);

        List<String> texts = texts(verify(JoinedLog.of(List.of(part), log), keyed(part)));

        assertEquals(
                List.of(
                        "something in the entries 256 to 511 is not what it was: together they do not give the hash that"
                                + " was kept for them",
                        "entry 600 speaks of an archive with another content than a part has",
                        "everything up to entry 255 is as a checkpoint signed it, something in the entries 256 to 600 is"
                                + " not",
                        "the head of the log does not belong to its entries"),
                texts);
    }
}
