package dev.fishnet.audit.tree;

import dev.fishnet.error.FishnetException;

/** Makes heads and proofs of a log of a size, which may be smaller than it is now. */
public final class TreeProofs {
    private TreeProofs() {}

    @SuppressWarnings("DoNotCallSuggester")
    public static TreeHead head(long size, SubtreeHashes hashes) throws FishnetException {
        throw new UnsupportedOperationException();
    }

    @SuppressWarnings("DoNotCallSuggester")
    public static InclusionProof inclusion(long index, long size, SubtreeHashes hashes) throws FishnetException {
        throw new UnsupportedOperationException();
    }

    @SuppressWarnings("DoNotCallSuggester")
    public static ConsistencyProof consistency(long from, long to, SubtreeHashes hashes) throws FishnetException {
        throw new UnsupportedOperationException();
    }
}
