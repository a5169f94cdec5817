package dev.fishnet.audit.note;

import dev.fishnet.error.FishnetException;

/** The public key of a log, and its name: what an auditor has to be given, and no more. */
public final class VerifierKey {
    private VerifierKey() {}

    /**
     * Reads a C2SP verifier key.
     *
     * @throws FishnetException of kind USAGE when it is none
     */
    @SuppressWarnings("DoNotCallSuggester")
    public static VerifierKey parse(String text) throws FishnetException {
        throw new UnsupportedOperationException();
    }

    @SuppressWarnings("DoNotCallSuggester")
    public String name() {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads a checkpoint, with signatures of others beside this key's or without.
     *
     * @throws FishnetException of kind CORRUPT when it is none, another log's, or not signed by this key
     */
    @SuppressWarnings("DoNotCallSuggester")
    public Checkpoint verified(String note) throws FishnetException {
        throw new UnsupportedOperationException();
    }
}
