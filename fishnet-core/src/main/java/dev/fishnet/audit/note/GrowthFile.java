package dev.fishnet.audit.note;

import dev.fishnet.audit.tree.ConsistencyProof;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.util.List;

/**
 * A proof that the log only grew, as a file: the body of an add-checkpoint request to a witness (C2SP tlog-witness).
 *
 * @param checkpoint the later one, a signed note
 */
public record GrowthFile(ConsistencyProof proof, String checkpoint) {
    private static final String OLD = "old ";

    /** In characters: a path and a note. */
    private static final int LONGEST = SignedNote.LONGEST + 10_000;

    /** The file, with the line feed at its end. */
    public String text() {
        StringBuilder text = new StringBuilder(OLD).append(proof.from()).append('\n');
        proof.path().forEach(hash -> text.append(hash.base64()).append('\n'));
        return text.append('\n').append(checkpoint).toString();
    }

    /**
     * Reads one; nothing of it has proved itself.
     *
     * @throws FishnetException of kind CORRUPT when it is none
     */
    public static GrowthFile parse(String text) throws FishnetException {
        if (text.length() > LONGEST) {
            throw corrupt("the proof is longer than " + LONGEST + " characters");
        }
        Lines lines = new Lines(text, "proof");
        long from = lines.number(OLD);
        List<LogHash> path = lines.path();
        // Only the checkpoint says how large the log is; before it is verified, that is a claim as all the rest is.
        long to =
                Checkpoint.ofText(SignedNote.parse(lines.rest()).text()).head().size();
        return new GrowthFile(new ConsistencyProof(from, to, path), lines.rest());
    }

    /**
     * Whether the log of that key has grown from the earlier checkpoint to this one.
     *
     * @param earlier one that was verified before
     * @return the later checkpoint
     * @throws FishnetException of kind CORRUPT that says what does not fit
     */
    public Checkpoint verified(VerifierKey key, Checkpoint earlier) throws FishnetException {
        Checkpoint later = key.verified(checkpoint);
        if (!earlier.origin().equals(later.origin())) {
            throw corrupt("the earlier checkpoint is of the log " + earlier.origin() + ", not of " + later.origin());
        }
        if (proof.from() != earlier.head().size()) {
            throw corrupt("the proof begins at " + proof.from() + " entries and the earlier checkpoint is of "
                    + earlier.head().size());
        }
        if (proof.from() > later.head().size()) {
            throw corrupt("the log had " + proof.from() + " entries and has "
                    + later.head().size() + " now");
        }
        if (proof.to() != later.head().size()
                || !proof.proves(earlier.head().root(), later.head().root())) {
            throw corrupt("the proof does not lead from the root of " + proof.from() + " entries to that of "
                    + later.head().size() + ": the log was changed, or the proof was");
        }
        return later;
    }

    private static FishnetException corrupt(String why) {
        return new FishnetException(ErrorKind.CORRUPT, why);
    }
}
