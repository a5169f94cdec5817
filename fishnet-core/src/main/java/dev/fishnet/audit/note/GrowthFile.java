package dev.fishnet.audit.note;

import dev.fishnet.audit.tree.ConsistencyProof;
import dev.fishnet.error.FishnetException;

/**
 * A proof that the log only grew, as a file: the body of an add-checkpoint request to a witness (C2SP tlog-witness).
 *
 * @param checkpoint the later one, a signed note
 */
public record GrowthFile(ConsistencyProof proof, String checkpoint) {
    @SuppressWarnings("DoNotCallSuggester")
    public String text() {
        throw new UnsupportedOperationException();
    }

    /** Reads one; nothing of it has proved itself. */
    @SuppressWarnings("DoNotCallSuggester")
    public static GrowthFile parse(String text) throws FishnetException {
        throw new UnsupportedOperationException();
    }

    /**
     * Whether the log of that key has grown from the earlier checkpoint to this one.
     *
     * @throws FishnetException of kind CORRUPT that says what does not fit
     */
    @SuppressWarnings("DoNotCallSuggester")
    public Checkpoint verified(VerifierKey key, Checkpoint earlier) throws FishnetException {
        throw new UnsupportedOperationException();
    }
}
