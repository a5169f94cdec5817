package dev.fishnet.audit.verify;

import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.note.VerifierKey;
import dev.fishnet.audit.tree.TreeHead;
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
     * @throws FishnetException when it cannot be read, and when the key that was given is none
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
            findings.whole("nothing names the key of the log, so its checkpoints cannot be checked: name the key with"
                    + " --key, or the archive that the log begins in with --archive");
        }
        return read(log, opening, checkpoints, findings);
    }

    private LogReport read(LogSource log, Opening opening, Checkpoints checkpoints, Findings findings)
            throws FishnetException {
        long first = log.first();
        Prefix prefix = Prefix.of(first);
        Trees trees = prefix.trees(log, findings, checkpoints);
        long border =
                terms.archives().stream().mapToLong(ArchivedPart::to).max().orElse(0);
        Meaning meaning = new Meaning(log, opening.key(), findings, terms.archives(), terms.whole(), first);
        Pass pass = new Pass(log, findings, checkpoints, meaning, trees, progress, prefix, border);
        log.entries(first, pass);
        if (meaning.archivedTo() < first) {
            findings.entry(
                    0,
                    Sentences.entries(0, first - 1) + Sentences.are(first) + " gone, and no entry says that "
                            + (first == 1 ? "it was" : "they were") + " archived");
        }
        compare(log.head(), pass, findings);
        requireNoneBehind(log, pass.size(), findings);
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

    /** A hash of entries that are still to come would stand in the way of the true one. */
    private static void requireNoneBehind(LogSource log, long size, Findings findings) throws FishnetException {
        for (int level = LogSource.STEP; level < Long.SIZE; level += LogSource.STEP) {
            if (log.node(level, size >>> level).isPresent()) {
                findings.whole("a hash of level " + level + " is kept over entries that are not there");
            }
        }
    }

    private static void compare(TreeHead head, Pass pass, Findings findings) {
        if (head.size() != pass.size()) {
            findings.whole("the log has " + Sentences.count(pass.size()) + ", and its own head says that it has "
                    + Sentences.count(head.size()));
        } else if (!pass.trees().isLost() && !pass.trees().fits(head)) {
            findings.whole("the head of the log does not belong to its entries");
        }
    }
}
