package dev.fishnet.audit.verify;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.EntryText;
import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.note.Checkpoint;
import dev.fishnet.audit.note.LogSigner;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.audit.tree.MerkleTree;
import dev.fishnet.audit.tree.TreeHead;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A log that lies open, for whoever wants to forge it: nothing in here keeps anything consistent by itself. */
final class MemoryLog implements LogSource {
    final List<Row> rows = new ArrayList<>();
    final Map<Place, LogHash> nodes = new HashMap<>();
    final List<String> notes = new ArrayList<>();
    long size;
    List<LogHash> peaks = List.of();

    record Row(long index, byte[] text, Optional<LogHash> leaf) {}

    record Place(int level, long index) {}

    /** A log as the store keeps it, with a checkpoint at each of these sizes. */
    static MemoryLog of(List<AuditEntry> entries, LogSigner signer, long... checkpoints) {
        MemoryLog log = new MemoryLog();
        for (int index = 0; index < entries.size(); index++) {
            byte[] text = EntryText.of(index, entries.get(index));
            log.rows.add(new Row(index, text, Optional.of(LogHash.ofLeaf(text))));
        }
        log.settle();
        for (long each : checkpoints) {
            log.notes.add(signer.sign(new Checkpoint(signer.origin(), log.headAt(each))));
        }
        return log;
    }

    MemoryLog copy() {
        MemoryLog copy = new MemoryLog();
        copy.rows.addAll(rows);
        copy.nodes.putAll(nodes);
        copy.notes.addAll(notes);
        copy.size = size;
        copy.peaks = peaks;
        return copy;
    }

    /** Makes the hashes over entries fit those of the entries: a forger who knows the format. */
    void settle() {
        MerkleTree tree = MerkleTree.of(0, List.of());
        nodes.clear();
        for (Row row : rows) {
            tree.add(row.leaf().orElseThrow(), (level, index, hash) -> {
                if (level % STEP == 0) {
                    nodes.put(new Place(level, index), hash);
                }
            });
        }
        size = tree.size();
        peaks = tree.peaks();
    }

    TreeHead headAt(long some) {
        MerkleTree tree = MerkleTree.of(0, List.of());
        rows.subList(0, (int) some).forEach(row -> tree.add(row.leaf().orElseThrow(), (level, index, hash) -> {}));
        return tree.head();
    }

    /** Forgets entries as the store does when they have been archived. */
    void forget(long to) {
        rows.removeIf(row -> row.index() < to);
    }

    @Override
    public long first() {
        return rows.isEmpty() ? size : rows.getFirst().index();
    }

    @Override
    public TreeHead head() throws FishnetException {
        try {
            return MerkleTree.of(size, peaks).head();
        } catch (IllegalArgumentException e) {
            throw new FishnetException(ErrorKind.CORRUPT, "the head of the log is none");
        }
    }

    @Override
    public void entries(long from, Sink sink) throws FishnetException {
        for (Row row : rows) {
            if (row.index() >= from && !sink.entry(row.index(), row.text(), row.leaf())) {
                return;
            }
        }
    }

    @Override
    public void backwards(long from, Sink sink) throws FishnetException {
        for (Row row : rows.reversed()) {
            if (row.index() <= from && !sink.entry(row.index(), row.text(), row.leaf())) {
                return;
            }
        }
    }

    @Override
    public Optional<LogHash> node(int level, long index) {
        return Optional.ofNullable(nodes.get(new Place(level, index)));
    }

    @Override
    public List<String> checkpoints() {
        return List.copyOf(notes);
    }

    @Override
    public void close() {}
}
