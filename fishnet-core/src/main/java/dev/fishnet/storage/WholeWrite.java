package dev.fishnet.storage;

import dev.fishnet.error.FishnetException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Writes a file so that it is there whole or not at all: a new file beside it, synced, then moved to its name, then the
 * folder synced. What was written is removed again when any of that fails.
 */
final class WholeWrite {
    static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path draft;

    /** @param draft a name beside the target, free to use; on the same file system by being in the same folder */
    WholeWrite(Path draft) {
        this.draft = draft;
    }

    /** Finishes a draft before it gets its name: its owner, its mode, a last look at it. */
    interface Finish {
        void apply(Path draft) throws IOException, FishnetException;
    }

    /** Writes what a file is to hold. */
    interface Content {
        void into(FileChannel out) throws IOException, FishnetException;
    }

    /** Puts the content in place of what is at the target, if anything is. */
    void replace(Path target, byte[] content, Finish finish) throws IOException, FishnetException {
        replace(target, ByteBuffer.wrap(content), finish);
    }

    /** The same, without a copy of the content anywhere when the buffer is a direct one. */
    void replace(Path target, ByteBuffer content, Finish finish) throws IOException, FishnetException {
        write(out -> writeAll(out, content), finish, () -> Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE));
    }

    /** @throws FileAlreadyExistsException when there is something at the target; it stays */
    void createNew(Path target, byte[] content, Finish finish) throws IOException, FishnetException {
        createNew(target, out -> writeAll(out, ByteBuffer.wrap(content)), finish);
    }

    /** The same, for content that need not be held in memory. */
    void createNew(Path target, Content content, Finish finish) throws IOException, FishnetException {
        write(content, finish, () -> giveNewName(target));
    }

    private void write(Content content, Finish finish, Move move) throws IOException, FishnetException {
        try (FileChannel out =
                FileChannel.open(draft, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW), OWNER_ONLY)) {
            try {
                content.into(out);
                finish.apply(draft);
                out.force(true);
                move.run();
            } catch (IOException | FishnetException | RuntimeException e) {
                removeQuietly(draft, e);
                throw e;
            }
        }
        syncFolderOf(draft);
    }

    static void writeAll(FileChannel out, ByteBuffer content) throws IOException {
        while (content.hasRemaining()) {
            out.write(content);
        }
    }

    /** A hard link does not overwrite, as a rename would. Some file systems, on USB sticks mostly, have none. */
    private void giveNewName(Path target) throws IOException {
        try {
            Files.createLink(target, draft);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | IOException e) {
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(target.toString());
            }
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        Files.delete(draft);
    }

    private static void removeQuietly(Path file, Exception because) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    /** A new name is on disk only once its folder is. */
    static void syncFolderOf(Path file) throws IOException {
        try (FileChannel folder = FileChannel.open(file.resolveSibling("."), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private interface Move {
        void run() throws IOException;
    }
}
