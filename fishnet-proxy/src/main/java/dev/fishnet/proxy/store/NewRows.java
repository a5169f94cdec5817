package dev.fishnet.proxy.store;

import dev.fishnet.audit.tree.LogHash;
import java.io.ByteArrayOutputStream;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Entries of one transaction on their way into the file: as few rows as they fit in, for a row costs more than what is
 * in it. Rows stay short enough that one entry is read quickly.
 */
final class NewRows {
    private static final String INSERT = "INSERT INTO entries (n, entry, leaf) VALUES (?, ?, ?)";

    /** In bytes; a row is longer only when its one entry is. */
    private static final int LONGEST = 64 * 1024;

    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final ByteArrayOutputStream leaves = new ByteArrayOutputStream();
    private long first;

    /** Takes the entry of that index, one more than the one before; may write those before it. */
    void add(Statements statements, long index, byte[] text, LogHash leaf) throws SQLException {
        if (index % EntryRow.BLOCK == 0 || lines.size() + text.length >= LONGEST) {
            write(statements);
        }
        if (leaves.size() == 0) {
            first = index;
        } else {
            lines.write(EntryRow.SEPARATOR);
        }
        lines.writeBytes(text);
        leaves.writeBytes(leaf.bytes());
    }

    /** Writes what it has taken. */
    void write(Statements statements) throws SQLException {
        if (leaves.size() == 0) {
            return;
        }
        PreparedStatement insert = statements.of(INSERT);
        insert.setLong(1, first);
        insert.setBytes(2, lines.toByteArray());
        insert.setBytes(3, leaves.toByteArray());
        insert.executeUpdate();
        lines.reset();
        leaves.reset();
    }
}
