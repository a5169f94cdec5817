package dev.fishnet.audit.note;

import dev.fishnet.audit.tree.InclusionProof;
import dev.fishnet.error.FishnetException;

/**
 * A proof that an entry is in the log, as a file (C2SP tlog-proof). Its extra data is the entry itself.
 *
 * @param entry as it is written in the log, without a line feed
 * @param checkpoint the signed note
 */
public record InclusionFile(String entry, InclusionProof proof, String checkpoint) {
    @SuppressWarnings("DoNotCallSuggester")
    public String text() {
        throw new UnsupportedOperationException();
    }

    /** Reads one; nothing of it has proved itself. */
    @SuppressWarnings("DoNotCallSuggester")
    public static InclusionFile parse(String text) throws FishnetException {
        throw new UnsupportedOperationException();
    }

    /**
     * Whether the entry is in the log of that key.
     *
     * @throws FishnetException of kind CORRUPT that says what does not fit
     */
    @SuppressWarnings("DoNotCallSuggester")
    public Checkpoint verified(VerifierKey key) throws FishnetException {
        throw new UnsupportedOperationException();
    }
}
