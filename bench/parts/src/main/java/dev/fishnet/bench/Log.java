package dev.fishnet.bench;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.EntryText;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.audit.tree.MerkleTree;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** An entry of the log, without the database. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
public class Log {
    private final AuditEntry intent = Entries.intent();
    private final byte[] text = EntryText.of(100_000, intent);
    private final MerkleTree tree = MerkleTree.of(0, List.of());

    @Benchmark
    public byte[] entryEncoded() {
        return EntryText.of(100_000, intent);
    }

    /** The leaf's hash, and the nodes that it makes whole. */
    @Benchmark
    public long merkleAppend() {
        tree.add(LogHash.ofLeaf(text), (level, index, hash) -> {});
        return tree.size();
    }
}
