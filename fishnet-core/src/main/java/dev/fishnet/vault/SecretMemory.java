package dev.fishnet.vault;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The memory in which this process keeps its secrets: few pages that hold nothing else, so that locking them costs
 * little and is exact. A {@link SecretBytes} wipes its part before that part is used again; pages are never given back.
 * Safe for use by several threads.
 */
public final class SecretMemory {
    /** There is one memory in a process, and what holds a secret may come to be anywhere in it. */
    private static final SecretMemory OF_THIS_PROCESS = new SecretMemory();

    private final List<SecretPages> all = new ArrayList<>();
    private Optional<MemoryLock> lock = Optional.empty();

    SecretMemory() {}

    static SecretMemory ofThisProcess() {
        return OF_THIS_PROCESS;
    }

    /**
     * Locks the pages that are there and each one that follows. Harmless to repeat: what did not work before is tried
     * again.
     *
     * @return what did not work, a sentence each
     */
    public static List<String> lockWith(MemoryLock lock) {
        return OF_THIS_PROCESS.lockAll(lock);
    }

    synchronized List<String> lockAll(MemoryLock how) {
        lock = Optional.of(how);
        if (all.isEmpty()) {
            all.add(new SecretPages(SecretPages.LEAST_BYTES));
        }
        return all.stream()
                .flatMap(pages -> pages.lock(how).stream())
                .distinct()
                .toList();
    }

    /** Room for a secret, all zero, until it is released. */
    synchronized SecretPages.Part take(int length) {
        for (SecretPages pages : all) {
            Optional<SecretPages.Part> part = pages.take(length);
            if (part.isPresent()) {
                return part.get();
            }
        }
        return grow(length).take(length).orElseThrow();
    }

    private SecretPages grow(int length) {
        SecretPages pages = new SecretPages(length);
        // Whoever asked for the secret cannot mend it, and has to have it; lockWith tells at its next call.
        lock.ifPresent(pages::lock);
        all.add(pages);
        return pages;
    }

    /** Wipes it, and only then lets it be used again. */
    synchronized void release(SecretPages.Part part) {
        ByteBuffer memory = part.memory();
        for (int i = 0; i < memory.capacity(); i++) {
            memory.put(i, (byte) 0);
        }
        part.pages().free(part);
    }
}
