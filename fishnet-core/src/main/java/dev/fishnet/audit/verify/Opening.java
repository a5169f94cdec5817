package dev.fishnet.audit.verify;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.EntryReader;
import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.note.VerifierKey;
import dev.fishnet.error.FishnetException;
import java.util.Optional;

/**
 * Whose log it is.
 *
 * @param key that its checkpoints are signed with; empty when nobody says
 * @param origin its name
 */
record Opening(Optional<VerifierKey> key, Optional<String> origin) {
    /** What the auditor says, and where nothing is said, what the first entry says. */
    static Opening of(LogSource log, Optional<String> auditors, Findings findings) throws FishnetException {
        Optional<AuditEntry.Opened> opened = opened(log);
        if (auditors.isPresent()) {
            VerifierKey key = VerifierKey.parse(auditors.get());
            if (opened.isPresent() && !opened.get().key().equals(key.toString())) {
                findings.entry(0, "entry 0 names another key than the one that you gave");
            }
            return new Opening(Optional.of(key), Optional.of(key.name()));
        }
        return opened.isPresent() ? claimed(opened.get(), findings) : new Opening(Optional.empty(), Optional.empty());
    }

    private static Opening claimed(AuditEntry.Opened opened, Findings findings) {
        try {
            VerifierKey key = VerifierKey.parse(opened.key());
            if (!key.name().equals(opened.origin())) {
                findings.entry(0, "entry 0 names the key of another log");
            }
            return new Opening(Optional.of(key), Optional.of(opened.origin()));
        } catch (FishnetException e) {
            findings.entry(0, "entry 0 names a key that is none: " + e.getMessage());
            return new Opening(Optional.empty(), Optional.of(opened.origin()));
        }
    }

    /** The first entry; empty when it is not there, or says something else, which the pass finds. */
    static Optional<AuditEntry.Opened> opened(LogSource log) throws FishnetException {
        Found found = new Found();
        log.entries(0, (index, text, leaf) -> {
            found.text = index == 0 ? Optional.of(text) : Optional.empty();
            return false;
        });
        if (found.text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return EntryReader.read(found.text.get()).entry() instanceof AuditEntry.Opened opened
                    ? Optional.of(opened)
                    : Optional.empty();
        } catch (FishnetException unreadable) {
            return Optional.empty();
        }
    }

    private static final class Found {
        private Optional<byte[]> text = Optional.empty();
    }
}
