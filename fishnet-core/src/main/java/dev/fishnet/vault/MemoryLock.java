package dev.fishnet.vault;

import java.nio.ByteBuffer;
import java.util.Optional;

/** How an operating system keeps memory out of swap and out of core files. */
@FunctionalInterface
public interface MemoryLock {
    /**
     * Locks memory for the rest of the process's life.
     *
     * @param pages a direct buffer of whole pages that hold secrets and nothing else
     * @return what did not work, as a sentence; empty when all of it did
     */
    Optional<String> lock(ByteBuffer pages);
}
