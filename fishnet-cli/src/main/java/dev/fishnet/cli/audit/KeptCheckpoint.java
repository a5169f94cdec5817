package dev.fishnet.cli.audit;

import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.note.Checkpoint;
import dev.fishnet.audit.note.VerifierKey;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.util.Optional;

/**
 * A checkpoint that the log keeps, its signature good.
 *
 * @param note as it is handed out
 */
record KeptCheckpoint(Checkpoint checkpoint, String note) {
    /** In how many entries. */
    long size() {
        return checkpoint.head().size();
    }

    /** The newest one; those that are not good are for 'verify' to tell of. */
    static Optional<KeptCheckpoint> newest(LogSource log, VerifierKey key) throws FishnetException {
        Optional<KeptCheckpoint> newest = Optional.empty();
        for (String note : log.checkpoints()) {
            Optional<KeptCheckpoint> kept = verified(note, key);
            if (kept.isPresent()
                    && kept.get().size() >= newest.map(KeptCheckpoint::size).orElse(0L)) {
                newest = kept;
            }
        }
        return newest;
    }

    /**
     * The newest one.
     *
     * @throws FishnetException of kind NOT_FOUND when there is none
     */
    static KeptCheckpoint require(LogSource log, VerifierKey key) throws FishnetException {
        return newest(log, key).orElseThrow(KeptCheckpoint::none);
    }

    static FishnetException none() {
        return new FishnetException(
                ErrorKind.NOT_FOUND,
                "the log keeps no checkpoint that its key has signed",
                "the gateway signs one within a second or so of an entry, while it runs");
    }

    /** The checkpoint, if its signature is good. */
    static Optional<KeptCheckpoint> verified(String note, VerifierKey key) {
        try {
            return Optional.of(new KeptCheckpoint(key.verified(note), note));
        } catch (FishnetException bad) {
            return Optional.empty();
        }
    }
}
