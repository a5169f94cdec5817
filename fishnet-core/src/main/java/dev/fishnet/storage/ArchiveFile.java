package dev.fishnet.storage;

import dev.fishnet.audit.EntryReader;
import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.audit.verify.ArchivedPart;
import dev.fishnet.crypto.Sha256Stream;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Entries of the log in a file, each a line. Read without being held in memory: of every 256th line, its place is. */
public final class ArchiveFile implements ArchivedPart {
    private final Path path;
    private final long from;
    private final ArchiveIndex index;

    private ArchiveFile(Path path, long from, ArchiveIndex index) {
        this.path = path;
        this.from = from;
        this.index = index;
    }

    /** Entries to be written. */
    public interface Content {
        /** Hands them all out, in their order. */
        void entries(LogSource.Sink sink) throws FishnetException;
    }

    /**
     * Opens an archive, and reads it once.
     *
     * @throws FishnetException when it cannot be read, and of kind CORRUPT when it is none
     */
    public static ArchiveFile open(Path file) throws FishnetException {
        Path path = file.toAbsolutePath();
        return FileFailure.explained("read", path, () -> {
            if (PlainFile.attributes(path).isEmpty()) {
                throw new NoSuchFileException(path.toString());
            }
            ArchiveIndex index = new ArchiveIndex();
            long[] first = {-1};
            try (ArchiveLines lines = ArchiveLines.open(path, 0, index)) {
                for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                    first[0] = first[0] < 0 ? firstOf(path, line.get()) : first[0];
                }
            }
            if (first[0] < 0) {
                throw none(path, "it is empty");
            }
            return new ArchiveFile(path, first[0], index);
        });
    }

    private static long firstOf(Path path, byte[] line) throws FishnetException {
        try {
            return EntryReader.glance(line).index();
        } catch (FishnetException e) {
            throw none(path, "its first line is no entry");
        }
    }

    private static FishnetException none(Path path, String why) {
        return new FishnetException(
                ErrorKind.CORRUPT,
                path + " is no archive of the log: " + why,
                "an archive is named log-FROM-TO.jsonl, as 'fishnet audit archive' writes it");
    }

    /**
     * Writes an archive, whole or not at all, for its owner alone, and syncs it.
     *
     * @throws FishnetException of kind USAGE when there is something of that name, which stays
     */
    public static ArchiveFile create(Path file, Content content) throws FishnetException {
        Path path = file.toAbsolutePath();
        FileFailure.explained("write", path, () -> {
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                throw FileFailure.alreadyThere(path);
            }
            Path draft = path.resolveSibling("." + path.getFileName() + ".tmp-" + UUID.randomUUID());
            try {
                new WholeWrite(draft).createNew(path, out -> write(out, content), made -> {});
            } catch (FileAlreadyExistsException e) {
                throw FileFailure.alreadyThere(path);
            }
            return path;
        });
        return open(path);
    }

    /** The hash of the file that {@link #create} would write. */
    public static LogHash hashOf(Content content) throws FishnetException {
        Sha256Stream hash = new Sha256Stream();
        byte[] feed = {'\n'};
        content.entries((index, text, leaf) -> {
            hash.add(text, 0, text.length);
            hash.add(feed, 0, 1);
            return true;
        });
        return LogHash.of(hash.finish());
    }

    private static void write(FileChannel out, Content content) throws IOException, FishnetException {
        ArchiveWriter writer = new ArchiveWriter(out);
        try {
            content.entries(writer);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        writer.finish();
    }

    @Override
    public String name() {
        return path.toString();
    }

    /** Its name without the folder. */
    public String fileName() {
        return String.valueOf(path.getFileName());
    }

    @Override
    public long from() {
        return from;
    }

    @Override
    public long to() {
        return from + index.lines();
    }

    @Override
    public LogHash hash() {
        return index.hash();
    }

    @Override
    public boolean entries(long start, LogSource.Sink sink) throws FishnetException {
        long line = Math.max(0, start - from);
        return FileFailure.explained("read", path, () -> {
            try (ArchiveLines lines = ArchiveLines.open(path, index.placeBefore(line), new ArchiveIndex())) {
                long at = ArchiveIndex.floor(line);
                for (Optional<byte[]> text = lines.next(); text.isPresent(); text = lines.next()) {
                    if (at >= line && !sink.entry(from + at, text.get(), Optional.empty())) {
                        return false;
                    }
                    at++;
                }
                return true;
            }
        });
    }

    @Override
    public boolean backwards(long start, LogSource.Sink sink) throws FishnetException {
        long last = Math.min(start, to() - 1);
        while (last >= from) {
            long begin = from + ArchiveIndex.floor(last - from);
            List<byte[]> texts = between(begin, last);
            for (long at = last; at >= begin; at--) {
                if (!sink.entry(at, texts.get((int) (at - begin)), Optional.empty())) {
                    return false;
                }
            }
            last = begin - 1;
        }
        return true;
    }

    private List<byte[]> between(long begin, long last) throws FishnetException {
        List<byte[]> texts = new ArrayList<>();
        entries(begin, (at, text, leaf) -> {
            texts.add(text);
            return at < last;
        });
        return texts;
    }
}
