package dev.fishnet.audit.verify;

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
    /** What the auditor says, and where nothing is said, what the log says itself. */
    static Opening of(LogSource log, Optional<String> auditors, Findings findings) throws FishnetException {
        if (auditors.isPresent()) {
            VerifierKey key = VerifierKey.parse(auditors.get());
            requireNamed(log, key, findings);
            return new Opening(Optional.of(key), Optional.of(key.name()));
        }
        Optional<LogClaim> claim = LogClaim.of(log);
        return claim.isPresent() ? claimed(claim.get(), findings) : new Opening(Optional.empty(), Optional.empty());
    }

    /** Entries that tell of archives are looked at when they are read. */
    private static void requireNamed(LogSource log, VerifierKey key, Findings findings) throws FishnetException {
        if (log.first() > 0) {
            return;
        }
        Optional<LogClaim> claim = LogClaim.of(log).filter(LogClaim::isIntact);
        if (claim.isPresent() && !claim.get().key().equals(key.toString())) {
            findings.entry(0, "entry 0 names another key than the one that you gave");
        }
    }

    private static Opening claimed(LogClaim claim, Findings findings) {
        String entry = "entry " + claim.index();
        try {
            VerifierKey key = VerifierKey.parse(claim.key());
            if (claim.index() == 0 && claim.isIntact() && !key.name().equals(claim.origin())) {
                findings.entry(0, entry + " names the key of another log");
            }
            return new Opening(Optional.of(key), Optional.of(claim.origin()));
        } catch (FishnetException e) {
            if (claim.isIntact()) {
                findings.entry(claim.index(), entry + " names a key that is none: " + e.getMessage());
            }
            return new Opening(Optional.empty(), Optional.of(claim.origin()));
        }
    }
}
