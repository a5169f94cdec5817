package dev.fishnet.audit.replay;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.EntryText;
import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.audit.tree.TreeHead;
import dev.fishnet.error.FishnetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Entries in a list. */
final class KeptLines implements LogSource {
    private final long first;
    private final List<byte[]> lines = new ArrayList<>();

    /** @param first the index of the first of them */
    KeptLines(long first, List<AuditEntry> entries) {
        this.first = first;
        for (AuditEntry entry : entries) {
            lines.add(EntryText.of(first + lines.size(), entry));
        }
    }

    @Override
    public long first() {
        return first;
    }

    @Override
    public TreeHead head() {
        return new TreeHead(first + lines.size(), LogHash.EMPTY);
    }

    @Override
    public void entries(long from, Sink sink) throws FishnetException {
        for (int i = (int) (from - first); i < lines.size(); i++) {
            if (!sink.entry(first + i, lines.get(i), Optional.empty())) {
                return;
            }
        }
    }

    @Override
    public void backwards(long from, Sink sink) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<LogHash> node(int level, long index) {
        return Optional.empty();
    }

    @Override
    public List<String> checkpoints() {
        return List.of();
    }

    @Override
    public void close() {}
}
