package dev.fishnet.storage;

import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.crypto.Sha256Stream;
import java.util.ArrayList;
import java.util.List;

/** Where lines begin in an archive, of every 256th, and the hash of all of it. */
final class ArchiveIndex {
    private static final int STRIDE = 256;

    private final List<Long> places = new ArrayList<>();
    private final Sha256Stream running = new Sha256Stream();
    private long lines;
    private byte[] hash = {};

    void read(byte[] bytes, int length) {
        running.add(bytes, 0, length);
    }

    /** Another line begins here, in bytes from the beginning. */
    void line(long place) {
        if (lines % STRIDE == 0) {
            places.add(place);
        }
        lines++;
    }

    void end() {
        hash = running.finish();
    }

    long lines() {
        return lines;
    }

    LogHash hash() {
        return LogHash.of(hash);
    }

    /** The line at or before that one whose place is known. */
    static long floor(long line) {
        return line / STRIDE * STRIDE;
    }

    /** Where that line begins. */
    long placeBefore(long line) {
        int stride = (int) (line / STRIDE);
        return stride < places.size() ? places.get(stride) : places.getLast();
    }
}
