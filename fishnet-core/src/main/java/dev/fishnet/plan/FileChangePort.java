package dev.fishnet.plan;

import dev.fishnet.error.FishnetException;
import java.util.Optional;

/** The files that plans change. Writes are atomic: a reader sees the old file or the new one. */
public interface FileChangePort {
    /** The file as it is, or empty when there is none. */
    Optional<Step.WriteFile> read(String path) throws FishnetException;

    /** Creates or replaces the file, with its final owner and mode from the first moment, and syncs it. */
    void write(Step.WriteFile file) throws FishnetException;

    /** Does nothing when the file is not there. */
    void remove(String path) throws FishnetException;
}
