package dev.fishnet.storage;

import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.error.FishnetException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/** Writes entries as lines, many at a time. */
final class ArchiveWriter implements LogSource.Sink {
    private static final int CHUNK = 1 << 16;

    private final FileChannel out;
    private ByteBuffer lines = ByteBuffer.allocate(CHUNK);

    ArchiveWriter(FileChannel out) {
        this.out = out;
    }

    @Override
    public boolean entry(long index, byte[] text, Optional<LogHash> leaf) throws FishnetException {
        try {
            if (lines.remaining() <= text.length) {
                finish();
            }
            if (lines.remaining() <= text.length) {
                lines = ByteBuffer.allocate(text.length + 1);
            }
            lines.put(text).put((byte) '\n');
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void finish() throws IOException {
        WholeWrite.writeAll(out, lines.flip());
        lines.clear();
    }
}
