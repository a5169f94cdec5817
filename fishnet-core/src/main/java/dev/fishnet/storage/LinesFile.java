package dev.fishnet.storage;

import dev.fishnet.error.FishnetException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.UUID;

/** A file of any length that is made line by line. */
public final class LinesFile {
    private static final int CHUNK = 1 << 16;

    private final FileChannel out;
    private ByteBuffer lines = ByteBuffer.allocate(CHUNK);

    private LinesFile(FileChannel out) {
        this.out = out;
    }

    /** Takes bytes, with the ends of lines where they belong. */
    public interface Sink {
        void add(byte[] bytes);
    }

    /** What is to be written. */
    public interface Content {
        /** Hands all of it out, in its order. */
        void into(Sink sink) throws FishnetException;
    }

    /**
     * Makes the file, whole or not at all, for its owner alone to read, and syncs it.
     *
     * @throws FishnetException of kind USAGE when there is something of that name, which stays
     */
    public static void create(Path file, Content content) throws FishnetException {
        Path path = file.toAbsolutePath();
        FileFailure.explained("write", path, () -> {
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                throw FileFailure.alreadyThere(path);
            }
            Path draft = path.resolveSibling("." + path.getFileName() + ".tmp-" + UUID.randomUUID());
            try {
                new WholeWrite(draft).createNew(path, out -> new LinesFile(out).write(content), made -> {});
            } catch (FileAlreadyExistsException e) {
                throw FileFailure.alreadyThere(path);
            }
            return path;
        });
    }

    private void write(Content content) throws IOException, FishnetException {
        try {
            content.into(this::add);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        flush();
    }

    private void add(byte[] bytes) {
        try {
            if (lines.remaining() < bytes.length) {
                flush();
            }
            if (lines.remaining() < bytes.length) {
                lines = ByteBuffer.allocate(bytes.length);
            }
            lines.put(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void flush() throws IOException {
        WholeWrite.writeAll(out, lines.flip());
        lines.clear();
    }
}
