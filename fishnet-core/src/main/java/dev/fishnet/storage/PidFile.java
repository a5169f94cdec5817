package dev.fishnet.storage;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says which process is the daemon. That process holds a lock on a file beside this one as long as it lives, and the
 * kernel gives the lock up however it ends; so a pid file without a lock is stale, whatever number stands in it, and a
 * reused pid fools nobody.
 *
 * <p>The lock has a file of its own, which is never removed: a lock on a file that another process has just unlinked
 * holds nothing, and closing any descriptor of a locked file gives the lock up (fcntl(2)).
 */
public final class PidFile {
    private static final Pattern CONTENT = Pattern.compile("([1-9][0-9]{0,9}) (\\S{1,40}) (\\S{1,40})\n");
    private static final int LARGEST = 100;
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final Set<OpenOption> LOCK_FILE = Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> NEW_LOCK_FILE =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private final Path path;
    private final Path lockPath;

    public PidFile(Path path) {
        this.path = path;
        this.lockPath = path.resolveSibling(path.getFileName() + ".lock");
    }

    /**
     * A process that runs as the daemon.
     *
     * @param startMark what {@code ProcessControlPort.startOf} said of the process; with the pid it names one process
     *     for good
     * @param since when it became the daemon, by the clock
     */
    public record Holder(long pid, Instant startMark, Instant since) {}

    /** The lock, held until it is released or the process ends. */
    public static final class Held {
        private final Path path;
        private final FileChannel lock;

        private Held(Path path, FileChannel lock) {
            this.path = path;
            this.lock = lock;
        }

        /**
         * Removes the pid file, then gives up the lock. A file that cannot be removed is stale from here on, no more.
         */
        public void release() {
            try (lock) {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                return;
            }
        }
    }

    /** Takes the lock and writes who holds it; empty when another process has it. */
    public Optional<Held> acquire(Holder self) throws FishnetException {
        try {
            FileChannel channel = FileChannel.open(lockPath, NEW_LOCK_FILE, OWNER_ONLY);
            if (lock(channel) == null) {
                channel.close();
                return Optional.empty();
            }
            write(self);
            return Optional.of(new Held(path, channel));
        } catch (IOException e) {
            throw FileFailure.of("use", path, e);
        }
    }

    /** Who holds the lock now; empty when nobody does, whatever the file says. */
    public Optional<Holder> holder() throws FishnetException {
        try {
            return isHeld() ? Optional.of(read()) : Optional.empty();
        } catch (IOException e) {
            throw FileFailure.of("use", path, e);
        }
    }

    /** Whether anybody holds the lock now, and may be about to write the file, or have removed it on the way out. */
    public boolean isHeld() throws FishnetException {
        if (!Files.exists(lockPath, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lockPath, LOCK_FILE);
                FileLock free = lock(channel)) {
            return free == null;
        } catch (IOException e) {
            throw FileFailure.of("use", path, e);
        }
    }

    /** Removes a pid file that nobody stands behind; false when there is none, or a process holds the lock. */
    public boolean removeStale() throws FishnetException {
        if (!Files.exists(lockPath, LinkOption.NOFOLLOW_LINKS)) {
            return removeIfThere();
        }
        try (FileChannel channel = FileChannel.open(lockPath, LOCK_FILE);
                FileLock free = lock(channel)) {
            return free != null && Files.deleteIfExists(path);
        } catch (IOException e) {
            throw FileFailure.of("use", path, e);
        }
    }

    private boolean removeIfThere() throws FishnetException {
        try {
            return Files.deleteIfExists(path);
        } catch (IOException e) {
            throw FileFailure.of("use", path, e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** In one move: whoever finds the lock taken reads the whole line or none. */
    private void write(Holder self) throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, OWNER_ONLY);
        Files.writeString(
                fresh, self.pid() + " " + self.startMark() + " " + self.since() + "\n", StandardCharsets.US_ASCII);
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
    }

    private Holder read() throws IOException, FishnetException {
        try {
            return parse(Files.size(path) > LARGEST ? "" : Files.readString(path, StandardCharsets.US_ASCII));
        } catch (NoSuchFileException e) {
            throw new FishnetException(
                    ErrorKind.UNAVAILABLE, "Fishnet is just starting or stopping", "try again in a moment");
        } catch (DateTimeException e) {
            throw notAPidFile();
        }
    }

    private Holder parse(String text) throws FishnetException {
        Matcher content = CONTENT.matcher(text);
        if (!content.matches()) {
            throw notAPidFile();
        }
        return new Holder(
                Long.parseLong(content.group(1)), Instant.parse(content.group(2)), Instant.parse(content.group(3)));
    }

    private FishnetException notAPidFile() {
        return new FishnetException(
                ErrorKind.CORRUPT,
                path + " does not say which process runs",
                "find it with: ps -C java -o pid,user,args");
    }
}
