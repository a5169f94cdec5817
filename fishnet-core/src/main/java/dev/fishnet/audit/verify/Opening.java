package dev.fishnet.audit.verify;

import dev.fishnet.audit.AuditEntry;
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
        FirstEntry first = FirstEntry.of(log);
        Optional<AuditEntry.Opened> opened = first.opened();
        if (auditors.isPresent()) {
            VerifierKey key = VerifierKey.parse(auditors.get());
            if (first.isIntact() && opened.isPresent() && !opened.get().key().equals(key.toString())) {
                findings.entry(0, "entry 0 names another key than the one that you gave");
            }
            return new Opening(Optional.of(key), Optional.of(key.name()));
        }
        return opened.isPresent()
                ? claimed(opened.get(), first.isIntact(), findings)
                : new Opening(Optional.empty(), Optional.empty());
    }

    private static Opening claimed(AuditEntry.Opened opened, boolean intact, Findings findings) {
        try {
            VerifierKey key = VerifierKey.parse(opened.key());
            if (intact && !key.name().equals(opened.origin())) {
                findings.entry(0, "entry 0 names the key of another log");
            }
            return new Opening(Optional.of(key), Optional.of(opened.origin()));
        } catch (FishnetException e) {
            if (intact) {
                findings.entry(0, "entry 0 names a key that is none: " + e.getMessage());
            }
            return new Opening(Optional.empty(), Optional.of(opened.origin()));
        }
    }
}
