package dev.fishnet.storage;

import dev.fishnet.error.FishnetException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Arrays;
import java.util.Optional;

/** A regular file that is read whole, up to a limit, and never through a symbolic link. */
final class PlainFile {
    private PlainFile() {}

    /** Owner, group, mode and the rest; empty when there is no file of that name. */
    static Optional<PosixFileAttributes> attributes(Path file) throws IOException, FishnetException {
        try {
            PosixFileAttributes found =
                    Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!found.isRegularFile()) {
                throw FileFailure.notRegular(file);
            }
            return Optional.of(found);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** The content, read through a descriptor that was not opened through a symbolic link. */
    static byte[] read(Path file, int limit) throws IOException, FishnetException {
        if (attributes(file).isEmpty()) {
            throw new NoSuchFileException(file.toString());
        }
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            if (in.size() > limit) {
                throw FileFailure.tooLarge(file, limit);
            }
            return readAll(in, file, limit);
        }
    }

    /** The size is the file's own claim: some report 0 and hold more, and any may grow. */
    private static byte[] readAll(FileChannel in, Path file, int limit) throws IOException, FishnetException {
        ByteBuffer content = ByteBuffer.allocate((int) in.size() + 1);
        while (in.read(content) >= 0) {
            if (content.position() > limit) {
                throw FileFailure.tooLarge(file, limit);
            }
            if (!content.hasRemaining()) {
                content = ByteBuffer.allocate(Math.min(content.capacity() * 2, limit + 1))
                        .put(content.flip());
            }
        }
        return Arrays.copyOf(content.array(), content.position());
    }
}
