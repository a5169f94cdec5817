package dev.fishnet.cli.demo;

import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.audit.tree.TreeHead;
import dev.fishnet.error.FishnetException;
import java.util.List;
import java.util.Optional;

/** A log with one byte of one entry changed, as somebody might who can write to its file; hashes are as they were. */
record TouchedLog(LogSource log, long touched) implements LogSource {
    @Override
    public long first() throws FishnetException {
        return log.first();
    }

    @Override
    public TreeHead head() throws FishnetException {
        return log.head();
    }

    @Override
    public void entries(long from, Sink sink) throws FishnetException {
        log.entries(from, touching(sink));
    }

    @Override
    public void backwards(long from, Sink sink) throws FishnetException {
        log.backwards(from, touching(sink));
    }

    private Sink touching(Sink sink) {
        return (index, text, leaf) -> sink.entry(index, index == touched ? touch(text) : text, leaf);
    }

    /** The last digit or letter becomes another one, so that what it says can still be read. */
    private static byte[] touch(byte[] text) {
        byte[] changed = text.clone();
        for (int i = changed.length - 1; i >= 0; i--) {
            if (Character.isLetterOrDigit(changed[i])) {
                changed[i] ^= 1;
                return changed;
            }
        }
        return changed;
    }

    @Override
    public Optional<LogHash> node(int level, long index) throws FishnetException {
        return log.node(level, index);
    }

    @Override
    public List<String> checkpoints() throws FishnetException {
        return log.checkpoints();
    }

    @Override
    public void close() {
        log.close();
    }
}
