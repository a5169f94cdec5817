package dev.fishnet.proxy.store;

import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.tree.LogHash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tree as its rows have it. Whether the head fits them is found out in a moment, however long the log is: from the
 * hashes of whole subtrees, and from the last entries themselves. What lies before is for {@code audit verify}.
 */
final class KeptTree implements AutoCloseable {
    private static final String ROW = EntryRow.DOWN + " LIMIT 1";
    private static final String BEHIND = "SELECT min(n) FROM subtrees WHERE level = ? AND n >= ?";
    private static final String NODE = "SELECT hash FROM subtrees WHERE level = ? AND n = ?";

    private final Connection connection;
    private final PreparedStatement entry;
    private final PreparedStatement node;

    /** Of the leaf before: the next ones mostly are in it too, and it is read and inflated once. */
    private @Nullable EntryRow latest;

    KeptTree(Connection connection) throws SQLException {
        this.connection = connection;
        this.entry = connection.prepareStatement(ROW);
        this.node = connection.prepareStatement(NODE);
    }

    /**
     * Reads the head, and holds it to the rows.
     *
     * @throws DamagedLog when it does not fit them
     */
    static KeptHead head(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(KeptHead.READ);
                KeptTree tree = new KeptTree(connection)) {
            KeptHead head = KeptHead.read(query);
            tree.require(head);
            return head;
        }
    }

    private void require(KeptHead head) throws SQLException {
        requireLast(head.size());
        requireNoneBehind(head.size());
        List<LogHash> peaks = new ArrayList<>();
        for (int level = Long.SIZE - 2; level >= 0; level--) {
            if ((head.size() >>> level & 1) == 1) {
                peaks.add(subtree(level, (head.size() >>> level) - 1));
            }
        }
        if (!peaks.equals(head.peaks())) {
            throw new DamagedLog("its head is not the one of its " + head.size() + " entries");
        }
    }

    /** The last entry is never archived: it came after what was. */
    private void requireLast(long size) throws SQLException {
        Optional<EntryRow> row = row(Long.MAX_VALUE);
        long last = row.isPresent() ? row.get().last() : -1;
        if (last != size - 1) {
            throw new DamagedLog("its head is of " + size + " entries, and the last one kept is "
                    + (last < 0 ? "none" : "entry " + last));
        }
    }

    /** The one that has that index, or would have. */
    private Optional<EntryRow> row(long index) throws SQLException {
        entry.setLong(1, index);
        try (ResultSet row = entry.executeQuery()) {
            return row.next() ? Optional.of(EntryRow.of(row)) : Optional.empty();
        }
    }

    /** A hash of entries that are still to come would stand in the way of the true one. */
    private void requireNoneBehind(long size) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(BEHIND)) {
            for (int level = LogSource.STEP; level < Long.SIZE; level += LogSource.STEP) {
                query.setInt(1, level);
                query.setLong(2, size >>> level);
                try (ResultSet row = query.executeQuery()) {
                    if (row.next() && row.getObject(1) != null) {
                        throw new DamagedLog("it has hash " + row.getLong(1) + " of level " + level
                                + ", over entries that are not there");
                    }
                }
            }
        }
    }

    private LogHash subtree(int level, long index) throws SQLException {
        if (level == 0) {
            return leaf(index);
        }
        if (level % LogSource.STEP == 0) {
            return node(level, index);
        }
        return LogHash.ofNode(subtree(level - 1, 2 * index), subtree(level - 1, 2 * index + 1));
    }

    private LogHash leaf(long index) throws SQLException {
        EntryRow row = rowWith(index);
        LogHash leaf = LogHash.ofLeaf(row.text(index));
        if (!row.leaf(index).equals(Optional.of(leaf))) {
            throw new DamagedLog("entry " + index + " is not what its hash was made of");
        }
        return leaf;
    }

    private EntryRow rowWith(long index) throws SQLException {
        if (latest == null || index < latest.first() || index > latest.last()) {
            latest = row(index)
                    .filter(each -> index <= each.last())
                    .orElseThrow(() -> new DamagedLog("entry " + index + " is not there"));
        }
        return latest;
    }

    private LogHash node(int level, long index) throws SQLException {
        node.setInt(1, level);
        node.setLong(2, index);
        try (ResultSet row = node.executeQuery()) {
            byte[] hash = row.next() ? row.getBytes(1) : null;
            if (hash == null || hash.length != LogHash.BYTES) {
                throw new DamagedLog("hash " + index + " of level " + level + " is not there");
            }
            return LogHash.of(hash);
        }
    }

    @Override
    public void close() throws SQLException {
        entry.close();
        node.close();
    }
}
