package dev.fishnet.storage;

import dev.fishnet.audit.EntryText;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The lines of an archive, one after the other. */
final class ArchiveLines implements AutoCloseable {
    private static final int CHUNK = 1 << 16;

    private final Path path;
    private final FileChannel in;
    private final ArchiveIndex index;
    private final byte[] chunk = new byte[CHUNK];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long place;
    private int at;
    private int end;

    private ArchiveLines(Path path, FileChannel in, long place, ArchiveIndex index) {
        this.path = path;
        this.in = in;
        this.place = place;
        this.index = index;
    }

    /** Begins at a place; the index hears of what is read. */
    static ArchiveLines open(Path path, long place, ArchiveIndex index) throws IOException {
        FileChannel in = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        in.position(place);
        return new ArchiveLines(path, in, place, index);
    }

    /** The next line without its line feed; empty at the end. */
    Optional<byte[]> next() throws IOException, FishnetException {
        long begin = place + at;
        line.reset();
        while (at < end || fill()) {
            int feed = at;
            while (feed < end && chunk[feed] != '\n') {
                feed++;
            }
            line.write(chunk, at, feed - at);
            requireShort();
            at = feed;
            if (feed < end) {
                at++;
                return taken(begin);
            }
        }
        if (line.size() > 0) {
            return taken(begin);
        }
        index.end();
        return Optional.empty();
    }

    private Optional<byte[]> taken(long begin) {
        index.line(begin);
        return Optional.of(line.toByteArray());
    }

    private boolean fill() throws IOException {
        place += end;
        at = 0;
        end = Math.max(0, in.read(ByteBuffer.wrap(chunk)));
        index.read(chunk, end);
        return end > 0;
    }

    private void requireShort() throws FishnetException {
        if (line.size() > EntryText.LONGEST) {
            throw new FishnetException(
                    ErrorKind.CORRUPT,
                    path + " has a line that is longer than any entry",
                    "an archive is named log-FROM-TO.jsonl, as 'fishnet audit archive' writes it");
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
