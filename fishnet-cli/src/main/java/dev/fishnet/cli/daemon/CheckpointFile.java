package dev.fishnet.cli.daemon;

import dev.fishnet.audit.note.VerifierKey;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.storage.PublicFile;
import java.util.Optional;

/**
 * The file of {@code audit.checkpoint_file}. What it holds is evidence: nothing but an earlier checkpoint of the same
 * log is replaced.
 */
record CheckpointFile(PublicFile file, VerifierKey key) implements Outlet {
    /** Of a checkpoint with the signatures of many witnesses. */
    private static final int LARGEST = 64 * 1024;

    @Override
    public void put(Signed checkpoint) throws FishnetException {
        Optional<String> found = file.read(LARGEST).filter(text -> !text.isEmpty());
        if (found.isPresent()) {
            requireEarlier(found.get(), checkpoint.size());
        }
        file.replace(checkpoint.note());
    }

    private void requireEarlier(String found, long size) throws FishnetException {
        long before = sizeOf(found);
        if (before > size) {
            throw new FishnetException(
                    ErrorKind.CORRUPT,
                    file + " is over " + before + " entries, and the log has " + size + ": it has lost entries",
                    "keep the file: 'fishnet audit verify' with it says more");
        }
    }

    private long sizeOf(String found) throws FishnetException {
        try {
            return key.verified(found).head().size();
        } catch (FishnetException e) {
            throw new FishnetException(
                    ErrorKind.FAILED,
                    file + " is no checkpoint of this log, so it is left alone: " + e.getMessage(),
                    "move it away, or name another file in audit.checkpoint_file",
                    e);
        }
    }
}
