package dev.fishnet.proxy.store;

import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.error.FishnetException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;

/**
 * A row of the log: one entry or several behind each other, as they were written together, a line feed between two, and
 * their hashes. All of them are of one block of 256, so that blocks can be archived. What a row does not have is handed
 * on as nothing: whoever verifies says which entry it is.
 */
final class EntryRow {
    /** Every row from the one on that has this index, or would have. */
    static final String UP = "SELECT n, entry, leaf FROM entries"
            + " WHERE n >= coalesce((SELECT max(n) FROM entries WHERE n <= ?1), ?1) ORDER BY n";

    /** The same, downwards. */
    static final String DOWN = "SELECT n, entry, leaf FROM entries WHERE n <= ? ORDER BY n DESC";

    static final byte SEPARATOR = '\n';

    /** No row has entries of two blocks. */
    static final long BLOCK = 1L << LogSource.STEP;

    private static final byte[] NOTHING = {};

    private final long first;
    private final byte[] lines;
    private final byte[] leaves;
    private final int[] ends;

    private EntryRow(long first, byte[] lines, byte[] leaves) {
        this.first = first;
        this.lines = lines;
        this.leaves = leaves;
        this.ends = new int[count()];
        int at = -1;
        for (int i = 0; i < ends.length; i++) {
            at = i == ends.length - 1 && hasLeaves() ? lines.length : end(at + 1);
            ends[i] = at;
        }
    }

    /** A row of three columns: its first index, its entries, their hashes. */
    static EntryRow of(ResultSet row) throws SQLException {
        return new EntryRow(row.getLong(1), RowText.lines(bytes(row, 2)), bytes(row, 3));
    }

    private static byte[] bytes(ResultSet row, int column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? NOTHING : bytes;
    }

    /** As many as there are hashes; where these are damaged, as many as there are lines. */
    private int count() {
        int kept = leaves.length / LogHash.BYTES;
        if (!hasLeaves()) {
            kept = 1;
            for (byte each : lines) {
                kept += each == SEPARATOR ? 1 : 0;
            }
        }
        return (int) Math.min(kept, BLOCK - Math.floorMod(first, BLOCK));
    }

    private boolean hasLeaves() {
        return leaves.length > 0 && leaves.length % LogHash.BYTES == 0;
    }

    private int end(int from) {
        int at = Math.min(from, lines.length);
        while (at < lines.length && lines[at] != SEPARATOR) {
            at++;
        }
        return at;
    }

    long first() {
        return first;
    }

    /** The index of its last entry. */
    long last() {
        return first + ends.length - 1;
    }

    /** Of the entry with that index, which must be one of the row's. */
    byte[] text(long index) {
        int i = (int) (index - first);
        int from = i == 0 ? 0 : Math.min(ends[i - 1] + 1, lines.length);
        return Arrays.copyOfRange(lines, from, Math.max(from, ends[i]));
    }

    /** The hash that is kept for that entry; empty where none is. */
    Optional<LogHash> leaf(long index) {
        int from = (int) (index - first) * LogHash.BYTES;
        return hasLeaves()
                ? Optional.of(LogHash.of(Arrays.copyOfRange(leaves, from, from + LogHash.BYTES)))
                : Optional.empty();
    }

    /** Hands out its entries from that index on; gives whether to go on. */
    boolean up(long from, LogSource.Sink sink) throws FishnetException {
        // Counted within the row: behind the largest index comes the smallest.
        for (int i = 0; i < ends.length; i++) {
            long index = first + i;
            if (index >= from && !sink.entry(index, text(index), leaf(index))) {
                return false;
            }
        }
        return true;
    }

    /** The same from that index down. */
    boolean down(long from, LogSource.Sink sink) throws FishnetException {
        for (int i = ends.length - 1; i >= 0; i--) {
            long index = first + i;
            if (index <= from && !sink.entry(index, text(index), leaf(index))) {
                return false;
            }
        }
        return true;
    }
}
