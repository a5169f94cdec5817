package dev.fishnet.audit.verify;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.EntryReader;
import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.note.VerifierKey;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.audit.tree.MerkleTree;
import dev.fishnet.error.FishnetException;
import java.util.List;
import java.util.Optional;

/** What entries say of their place and of each other. */
final class Meaning {
    private static final int FIRST_FEW = 5;

    private final LogSource log;
    private final Optional<VerifierKey> key;
    private final Findings findings;
    private final List<ArchivedPart> parts;
    private final boolean whole;
    private final long from;
    private final EntrySet open = new EntrySet();
    private final Gaps doubtful = new Gaps();
    private long archivedTo;

    /**
     * Begins.
     *
     * @param key that the log is held to; empty when nobody says
     * @param parts the archives that are read as a part of the log
     * @param whole whether entries are read to their ends
     * @param from the index of the first entry that there is
     */
    Meaning(
            LogSource log,
            Optional<VerifierKey> key,
            Findings findings,
            List<ArchivedPart> parts,
            boolean whole,
            long from) {
        this.log = log;
        this.key = key;
        this.findings = findings;
        this.parts = parts;
        this.whole = whole;
        this.from = from;
    }

    /** Nothing is said of these entries, or of others for their sake. */
    void doubt(long first, long last) {
        doubtful.add(first, last);
    }

    /** Reads an entry that has its hash. */
    void read(long index, byte[] text) throws FishnetException {
        EntryReader.Glance glance;
        try {
            glance = EntryReader.glance(text);
            if (whole) {
                EntryReader.read(text);
            }
        } catch (FishnetException e) {
            bad(index, "cannot be read: " + e.getMessage());
            return;
        }
        if (glance.index() != index) {
            bad(index, "says that it is entry " + glance.index());
        } else if (index == 0 && !glance.kind().equals("opened")) {
            bad(index, "is not the one that opens a log");
        } else {
            place(glance, text);
        }
    }

    private void bad(long index, String what) {
        findings.entry(index, "entry " + index + " " + what);
        doubt(index, index);
    }

    private void place(EntryReader.Glance glance, byte[] text) throws FishnetException {
        switch (glance.kind()) {
            case "intent" -> open.add(glance.index());
            case "outcome" -> close(glance.index(), glance.intent().orElse(-1));
            case "prompt" -> follow(glance.index(), glance.intent().orElse(-1));
            case "opened" -> opened(glance.index());
            case "archived" -> archived(glance.index(), text);
            default -> {}
        }
    }

    private void opened(long index) {
        if (index > 0) {
            bad(index, "opens a log that is open already");
        }
    }

    private void close(long index, long intent) {
        if (!open.remove(intent) && isKnown(intent, index)) {
            findings.entry(
                    index,
                    "entry " + index + " tells the outcome of entry " + intent
                            + ", which is no intent, or has one already");
        }
    }

    private void follow(long index, long intent) {
        if (intent < 0 || intent >= index) {
            findings.entry(index, "entry " + index + " belongs to entry " + intent + ", which is not before it");
        }
    }

    private boolean isKnown(long intent, long index) {
        return intent < 0 || intent >= index || (intent >= from && !doubtful.contains(intent));
    }

    private void archived(long index, byte[] text) throws FishnetException {
        AuditEntry read = EntryReader.read(text).entry();
        if (!(read instanceof AuditEntry.Archived archived)) {
            bad(index, "is not what its kind says");
            return;
        }
        long to = archived.to();
        if (to % (1L << LogSource.STEP) != 0 || to > index || archived.from() > to) {
            bad(index, "speaks of an archive that cannot be");
            return;
        }
        archivedTo = Math.max(archivedTo, to);
        key.ifPresent(own -> compare(index, archived, own));
        Optional<List<LogHash>> peaks = new KeptPeaks(log).of(to);
        if (peaks.isPresent() && !MerkleTree.of(to, peaks.get()).head().root().equals(archived.root())) {
            findings.entry(
                    index,
                    "entry " + index + " has another root for what was archived than the hashes that are kept of it");
        }
        parts.stream().filter(part -> part.to() == to).forEach(part -> compare(index, archived, part));
    }

    private void compare(long index, AuditEntry.Archived archived, VerifierKey own) {
        if (!archived.key().equals(own.toString()) || !archived.origin().equals(own.name())) {
            findings.entry(index, "entry " + index + " names another key than the one that the log is held to");
        }
    }

    private void compare(long index, AuditEntry.Archived archived, ArchivedPart part) {
        if (!part.hash().equals(archived.hash()) || part.from() != archived.from()) {
            findings.entry(
                    index,
                    "entry " + index + " speaks of an archive with another content than " + part.name() + " has");
        }
    }

    /** Up to where entries of the log say that it was archived. */
    long archivedTo() {
        return archivedTo;
    }

    LogReport.Open open() {
        return new LogReport.Open(open.size(), open.first(FIRST_FEW));
    }
}
