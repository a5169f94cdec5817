package dev.fishnet.cli.daemon;

import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.audit.tree.TreeHead;
import dev.fishnet.error.FishnetException;
import java.util.List;
import java.util.Optional;

/**
 * A log as somebody else may have left it.
 *
 * @param from the first entry that is still there
 * @param size what its head says
 * @param changed the entry whose last byte is another
 */
record AlteredLog(LogSource log, long from, long size, long changed) implements LogSource {
    @Override
    public long first() {
        return from;
    }

    @Override
    public TreeHead head() throws FishnetException {
        return new TreeHead(size, log.head().root());
    }

    @Override
    public void entries(long index, Sink sink) throws FishnetException {
        log.entries(Math.max(index, from), (n, text, leaf) -> n < size && sink.entry(n, altered(n, text), leaf));
    }

    @Override
    public void backwards(long index, Sink sink) throws FishnetException {
        log.backwards(index, (n, text, leaf) -> n >= from && sink.entry(n, altered(n, text), leaf));
    }

    private byte[] altered(long index, byte[] text) {
        byte[] copy = text.clone();
        copy[copy.length - 1] ^= (byte) (index == changed ? 1 : 0);
        return copy;
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
