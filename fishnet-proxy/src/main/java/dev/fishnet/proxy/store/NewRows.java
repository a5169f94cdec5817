package dev.fishnet.proxy.store;

import dev.fishnet.audit.EntryDraft;
import dev.fishnet.audit.tree.LogHash;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * Entries of one transaction on their way into the file: as few rows as they fit in, for a row costs more than what is
 * in it. Rows stay short enough that one entry is read quickly.
 */
final class NewRows implements AutoCloseable {
    private static final String INSERT = "INSERT INTO entries (n, entry, leaf) VALUES (?, ?, ?)";

    /** What is there from the first, and again once a row was longer than most. */
    private static final int USUAL = 16 * 1024;

    private final byte[] leaves = new byte[(int) EntryRow.BLOCK * LogHash.BYTES];
    private final RowText text = new RowText();
    private byte[] lines = new byte[USUAL];
    private int length;
    private int count;
    private long first;

    /**
     * Takes the entry of that index, one more than the one before; may write those before it.
     *
     * @return its hash
     */
    LogHash add(Statements statements, long index, EntryDraft draft) throws SQLException {
        int more = draft.length(index);
        if (index % EntryRow.BLOCK == 0 || length + more >= RowText.LONGEST) {
            write(statements);
        }
        makeRoom(more + 1);
        if (count == 0) {
            first = index;
        } else {
            lines[length++] = EntryRow.SEPARATOR;
        }
        draft.put(index, lines, length, length + more);
        LogHash leaf = LogHash.ofLeaf(lines, length, more);
        leaf.put(leaves, count * LogHash.BYTES);
        length += more;
        count++;
        return leaf;
    }

    private void makeRoom(int more) {
        if (lines.length - length < more) {
            lines = Arrays.copyOf(lines, Math.max(2 * lines.length, length + more));
        }
    }

    /** Writes what it has taken. */
    void write(Statements statements) throws SQLException {
        if (count == 0) {
            return;
        }
        PreparedStatement insert = statements.of(INSERT);
        insert.setLong(1, first);
        insert.setBytes(2, text.of(lines, length));
        insert.setBytes(3, Arrays.copyOf(leaves, count * LogHash.BYTES));
        insert.executeUpdate();
        if (lines.length > 2 * RowText.LONGEST) {
            lines = new byte[USUAL];
        }
        length = 0;
        count = 0;
    }

    @Override
    public void close() {
        text.close();
    }
}
