package dev.fishnet.cli.daemon;

import dev.fishnet.audit.note.VerifierKey;
import dev.fishnet.audit.tree.TreeHead;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.storage.PublicFile;
import java.util.Optional;

/**
 * The file of {@code audit.checkpoint_file}. What it holds is evidence: nothing but a checkpoint that the log still
 * begins with is replaced.
 */
record CheckpointFile(PublicFile file, VerifierKey key, Past past) implements Outlet {
    /** Of a checkpoint with the signatures of many witnesses. */
    private static final int LARGEST = 64 * 1024;

    private static final String KEEP = "keep the file: 'fishnet audit verify' with it says more";

    /** The log as it was. */
    interface Past {
        /** Its head when it had that size, by what it holds now. */
        TreeHead head(long size) throws FishnetException;
    }

    @Override
    public void put(Signed checkpoint) throws FishnetException {
        Optional<String> found = file.read(LARGEST).filter(text -> !text.isEmpty());
        if (found.isPresent()) {
            requireEarlier(head(found.get()), checkpoint.size());
        }
        file.replace(checkpoint.note());
    }

    private void requireEarlier(TreeHead before, long size) throws FishnetException {
        if (before.size() > size) {
            throw new FishnetException(
                    ErrorKind.CORRUPT,
                    file + " is over " + before.size() + " entries, and the log has " + size + ": it has lost entries",
                    KEEP);
        }
        if (!past.head(before.size()).equals(before)) {
            throw new FishnetException(
                    ErrorKind.CORRUPT,
                    "the log does not begin with the " + before.size() + " entries that " + file + " is over",
                    KEEP);
        }
    }

    private TreeHead head(String found) throws FishnetException {
        try {
            return key.verified(found).head();
        } catch (FishnetException e) {
            throw new FishnetException(
                    ErrorKind.FAILED,
                    file + " is no checkpoint of this log, so it is left alone: " + e.getMessage(),
                    "move it away, or name another file in audit.checkpoint_file",
                    e);
        }
    }
}
