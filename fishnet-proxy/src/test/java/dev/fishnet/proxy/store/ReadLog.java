package dev.fishnet.proxy.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.audit.tree.MerkleTree;
import dev.fishnet.audit.tree.TreeHead;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A whole log, and its tree made anew from the entries alone.
 *
 * @param texts of the entries, by their indexes
 * @param roots of the logs of every size up to this one
 * @param checkpoints as they are kept
 */
record ReadLog(List<String> texts, List<LogHash> roots, List<String> checkpoints) {
    /** Reads it, and holds the head, the hashes of entries and those of subtrees to what the entries say. */
    static ReadLog checked(Path file) throws Exception {
        try (AuditReader reader = AuditReader.open(file)) {
            ReadLog log = new ReadLog(new ArrayList<>(), new ArrayList<>(), reader.checkpoints());
            Map<String, LogHash> whole = new HashMap<>();
            MerkleTree tree = MerkleTree.of(0, List.of());
            log.roots.add(LogHash.EMPTY);
            reader.entries(0, (index, text, leaf) -> {
                assertEquals(log.texts.size(), index, "indexes without holes");
                assertEquals(Optional.of(LogHash.ofLeaf(text)), leaf);
                tree.add(LogHash.ofLeaf(text), (level, n, hash) -> whole.put(level + "/" + n, hash));
                log.texts.add(new String(text, StandardCharsets.UTF_8));
                log.roots.add(tree.head().root());
                return true;
            });
            assertEquals(tree.head(), reader.head());
            for (Map.Entry<String, LogHash> each : whole.entrySet()) {
                String[] place = each.getKey().split("/");
                int level = Integer.parseInt(place[0]);
                assertEquals(
                        level % LogSource.STEP == 0 ? Optional.of(each.getValue()) : Optional.empty(),
                        reader.node(level, Long.parseLong(place[1])));
            }
            return log;
        }
    }

    TreeHead head(int size) {
        return new TreeHead(size, roots.get(size));
    }

    TreeHead head() {
        return head(texts.size());
    }
}
