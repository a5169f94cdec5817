package dev.fishnet.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One writer at a time: between processes by a lock on a file beside the vault, which the kernel releases when its
 * holder dies; between the threads of this process by a lock in memory, because a file's is the whole process's
 * (fcntl(2)). The lock file stays: removing one that somebody waits for would let two in.
 */
final class VaultLock implements AutoCloseable {
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private final Path file;
    private final ReentrantLock threads;
    private final FileChannel channel;
    private final boolean created;

    private VaultLock(Path file, ReentrantLock threads, FileChannel channel, boolean created) {
        this.file = file;
        this.threads = threads;
        this.channel = channel;
        this.created = created;
    }

    /**
     * Waits until nobody else holds the lock. Holders write one small file and let go.
     *
     * @param file the lock file, by the real path of its folder; created, readable by its owner alone, when missing
     */
    static VaultLock acquire(Path file) throws IOException {
        ReentrantLock threads = THREADS.computeIfAbsent(file, path -> new ReentrantLock());
        threads.lock();
        try {
            return open(file, threads);
        } catch (IOException | RuntimeException e) {
            threads.unlock();
            throw e;
        }
    }

    private static VaultLock open(Path file, ReentrantLock threads) throws IOException {
        try {
            FileChannel fresh = FileChannel.open(
                    file, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW), WholeWrite.OWNER_ONLY);
            return locked(new VaultLock(file, threads, fresh, true));
        } catch (FileAlreadyExistsException e) {
            FileChannel found = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            return locked(new VaultLock(file, threads, found, false));
        }
    }

    private static VaultLock locked(VaultLock lock) throws IOException {
        try {
            lock.channel.lock();
            return lock;
        } catch (IOException | RuntimeException e) {
            lock.channel.close();
            throw e;
        }
    }

    /** Takes back a lock file that should not have been made, because it would lock out whom the vault belongs to. */
    void removeIfCreated() throws IOException {
        if (created) {
            Files.deleteIfExists(file);
        }
    }

    Path file() {
        return file;
    }

    /** Lets go: closing the file is what tells the kernel. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            threads.unlock();
        }
    }
}
