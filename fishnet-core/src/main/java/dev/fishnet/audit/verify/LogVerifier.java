package dev.fishnet.audit.verify;

import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.note.VerifierKey;
import dev.fishnet.audit.tree.TreeHead;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.util.List;
import java.util.Optional;

/**
 * Reads a log from end to end and finds what is not as it was written. Of each entry no more is kept in memory than a
 * bit while it is an intent without outcome, so that a log of any size can be verified.
 */
public final class LogVerifier {
    private final Terms terms;
    private final Progress progress;

    public LogVerifier(Terms terms, Progress progress) {
        this.terms = terms;
        this.progress = progress;
    }

    /**
     * What a log is held to.
     *
     * @param key of the log, as its auditor has it; without one the log's own claim is taken
     * @param given checkpoints that somebody else has kept
     * @param archives that the log was joined with
     * @param whole whether each entry is read to its end, and not only as far as it concerns others
     */
    public record Terms(Optional<String> key, List<String> given, List<ArchivedPart> archives, boolean whole) {
        /** The log is held to what it says itself. */
        public static final Terms OWN = new Terms(Optional.empty(), List.of(), List.of(), false);

        public Terms {
            given = List.copyOf(given);
            archives = List.copyOf(archives);
        }
    }

    /**
     * Verifies a log.
     *
     * @throws FishnetException when it cannot be read, when the key is none, and of kind NOT_FOUND when the key is not
     *     given and the entry that names it is in an archive
     */
    public LogReport verify(LogSource log) throws FishnetException {
        Findings findings = new Findings();
        Opening opening = Opening.of(log, terms.key(), findings);
        Checkpoints checkpoints = new Checkpoints(findings);
        List<String> kept = log.checkpoints();
        if (opening.key().isPresent()) {
            VerifierKey key = opening.key().get();
            checkpoints.keep(kept, key);
            checkpoints.give(terms.given(), key);
        } else if (!kept.isEmpty() || !terms.given().isEmpty()) {
            findings.whole("the key of the log is not known, so its checkpoints cannot be checked");
        }
        return read(log, opening, checkpoints, findings);
    }

    private LogReport read(LogSource log, Opening opening, Checkpoints checkpoints, Findings findings)
            throws FishnetException {
        long first = log.first();
        long blocks = first >> LogSource.STEP;
        Trees trees = new Prefix(log, findings, checkpoints).trees(blocks);
        Meaning meaning = new Meaning(log, findings, terms.archives(), terms.whole(), first);
        Pass pass = new Pass(log, findings, checkpoints, meaning, trees, progress, blocks << LogSource.STEP);
        log.entries(first, pass);
        if (meaning.archivedTo() < first) {
            findings.stretch(Sentences.entries(0, first - 1) + " are gone, and no entry says that they were archived");
        }
        compare(log.head(), pass, findings);
        checkpoints.end(pass.size());
        return new LogReport(
                pass.size(),
                trees.head(),
                opening.origin(),
                first,
                checkpoints.report(log.checkpoints().size()),
                meaning.open(),
                findings.listed(checkpoints.foundUpTo()),
                findings.unlisted());
    }

    private static void compare(TreeHead head, Pass pass, Findings findings) {
        if (head.size() != pass.size()) {
            findings.whole("the log has " + Sentences.count(pass.size()) + ", and its own head says that it has "
                    + Sentences.count(head.size()));
        } else if (!pass.trees().isLost() && !pass.trees().fits(head)) {
            findings.whole("the head of the log does not belong to its entries");
        }
    }

    /** What is said when the key cannot be known. */
    static FishnetException keyArchived() {
        return new FishnetException(
                ErrorKind.NOT_FOUND,
                "the entry that names the key of the log is in an archive",
                "name the archive with --archive, or the key with --key");
    }
}
