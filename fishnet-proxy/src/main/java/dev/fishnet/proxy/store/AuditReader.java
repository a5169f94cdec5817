package dev.fishnet.proxy.store;

import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.audit.tree.TreeHead;
import dev.fishnet.error.FishnetException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the log in the books, also while another process writes them; changes nothing. All it ever sees is the moment
 * it was opened, and while it is open SQLite's log beside the file cannot begin anew: it is to be closed soon.
 */
public final class AuditReader implements LogSource {
    private static final String FIRST = "SELECT min(n) FROM entries";
    private static final String NODE = "SELECT hash FROM subtrees WHERE level = ? AND n = ?";
    private static final String CHECKPOINTS = "SELECT note FROM checkpoints ORDER BY size";

    private final Path file;
    private final Connection connection;
    private Optional<PreparedStatement> node = Optional.empty();

    private AuditReader(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /**
     * Opens the log.
     *
     * @throws FishnetException when there are no books, or none that this Fishnet reads
     */
    public static AuditReader open(Path file) throws FishnetException {
        try {
            Connection connection = Connections.reader(file);
            try {
                // What is read first begins the one transaction that everything is read in.
                connection.setAutoCommit(false);
                Schema.require(connection, Schema.LOG);
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
            return new AuditReader(file, connection);
        } catch (SQLException e) {
            throw BooksFailure.unreadable(file, e);
        }
    }

    @Override
    public long first() throws FishnetException {
        long size = head().size();
        return read(FIRST, rows -> {
            long first = rows.next() ? rows.getLong(1) : 0;
            return rows.wasNull() ? size : first;
        });
    }

    @Override
    public TreeHead head() throws FishnetException {
        try (PreparedStatement query = connection.prepareStatement(KeptHead.READ)) {
            return KeptHead.read(query).head();
        } catch (SQLException e) {
            throw BooksFailure.unreadable(file, e);
        }
    }

    @Override
    public void entries(long from, Sink sink) throws FishnetException {
        pass(EntryRow.UP, from, row -> row.up(from, sink));
    }

    @Override
    public void backwards(long from, Sink sink) throws FishnetException {
        pass(EntryRow.DOWN, from, row -> row.down(from, sink));
    }

    /** Takes a row; gives whether to go on. */
    private interface RowSink {
        boolean row(EntryRow row) throws FishnetException;
    }

    private void pass(String sql, long from, RowSink sink) throws FishnetException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, from);
            try (ResultSet rows = query.executeQuery()) {
                boolean more = rows.next();
                while (more && sink.row(EntryRow.of(rows))) {
                    more = rows.next();
                }
            }
        } catch (SQLException e) {
            throw BooksFailure.unreadable(file, e);
        }
    }

    private static Optional<LogHash> hash(ResultSet row, int column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes != null && bytes.length == LogHash.BYTES ? Optional.of(LogHash.of(bytes)) : Optional.empty();
    }

    /** Found quickly: a proof asks for dozens. */
    @Override
    public Optional<LogHash> node(int level, long index) throws FishnetException {
        try {
            if (node.isEmpty()) {
                node = Optional.of(connection.prepareStatement(NODE));
            }
            PreparedStatement query = node.get();
            query.setInt(1, level);
            query.setLong(2, index);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? hash(row, 1) : Optional.empty();
            }
        } catch (SQLException e) {
            throw BooksFailure.unreadable(file, e);
        }
    }

    @Override
    public List<String> checkpoints() throws FishnetException {
        return read(CHECKPOINTS, rows -> {
            List<String> notes = new ArrayList<>();
            while (rows.next()) {
                String note = rows.getString(1);
                notes.add(note == null ? "" : note);
            }
            return notes;
        });
    }

    /** Turns rows into what they say. */
    private interface Rows<T> {
        T read(ResultSet rows) throws SQLException;
    }

    private <T> T read(String sql, Rows<T> reader) throws FishnetException {
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet rows = query.executeQuery()) {
            return reader.read(rows);
        } catch (SQLException e) {
            throw BooksFailure.unreadable(file, e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // Nothing was changed, so nothing can be lost.
            return;
        }
    }
}
