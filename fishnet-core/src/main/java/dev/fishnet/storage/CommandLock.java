package dev.fishnet.storage;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One command at a time, on the whole machine: a lock on a file that stays, which the kernel releases when its holder
 * dies. Whoever waits is told so, and not for ever.
 */
public final class CommandLock implements AutoCloseable {
    private static final int STEP_MILLIS = 50;
    private static final int QUIET_MILLIS = 1000;

    private final FileChannel channel;

    private CommandLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits until nobody else holds the lock.
     *
     * @param file created, for its owner alone, when missing; its folder is the owner's alone to write
     * @param waiting is told once when it takes longer than a second
     * @throws FishnetException of kind UNAVAILABLE when somebody else holds it longer than that, of kind DENIED when
     *     the file is not the owner's of its folder
     */
    public static CommandLock acquire(Path file, Duration patience, Runnable waiting) throws FishnetException {
        return FileFailure.explained("lock", file, () -> {
            FileChannel channel = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE, LinkOption.NOFOLLOW_LINKS),
                    WholeWrite.OWNER_ONLY);
            try {
                requireOwners(file);
                await(file, channel, patience, waiting);
                return new CommandLock(channel);
            } catch (IOException | FishnetException | RuntimeException e) {
                channel.close();
                throw e;
            }
        });
    }

    /** Whoever owns it could hold every command up. */
    private static void requireOwners(Path file) throws IOException, FishnetException {
        UserPrincipal owner = Files.getOwner(file, LinkOption.NOFOLLOW_LINKS);
        if (!owner.equals(Files.getOwner(file.resolveSibling(".")))) {
            throw new FishnetException(
                    ErrorKind.DENIED, file + " belongs to " + owner + ", not to its folder's owner", "move it away");
        }
    }

    private static void await(Path file, FileChannel channel, Duration patience, Runnable waiting)
            throws IOException, FishnetException {
        for (long waited = 0; attempt(channel) == null; waited += STEP_MILLIS) {
            if (waited >= patience.toMillis()) {
                throw new FishnetException(
                        ErrorKind.UNAVAILABLE,
                        "another command has held " + file + " for " + patience.toSeconds() + " s",
                        "see whose it is: sudo fuser -v " + file);
            }
            if (waited == QUIET_MILLIS) {
                waiting.run();
            }
            pause();
        }
    }

    private static @Nullable FileLock attempt(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException anotherThread) {
            return null;
        }
    }

    private static void pause() throws FishnetException {
        try {
            Thread.sleep(STEP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FishnetException(
                    ErrorKind.UNAVAILABLE, "interrupted while it waited for another command", null, e);
        }
    }

    /** Lets go: closing the file is what tells the kernel. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
