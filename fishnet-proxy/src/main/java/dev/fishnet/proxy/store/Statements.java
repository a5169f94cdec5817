package dev.fishnet.proxy.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The writer's connection: what it says is prepared once, and every transaction may write from its first moment. */
final class Statements implements AutoCloseable {
    /**
     * Changes no row, and takes the lock all the same, so that what is read afterwards is what the transaction's writes
     * meet. {@code BEGIN IMMEDIATE} would do so too, but the driver begins the next transaction right behind each
     * commit, and the lock would never be free.
     */
    private static final String LOCK = "UPDATE log_head SET size = size WHERE one = 0";

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Statements(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
    }

    /** That statement, not to be closed; results are. */
    PreparedStatement of(String sql) throws SQLException {
        PreparedStatement known = prepared.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            prepared.put(sql, known);
        }
        return known;
    }

    Connection connection() {
        return connection;
    }

    void begin() throws SQLException {
        of(LOCK).executeUpdate();
    }

    void commit() throws SQLException {
        connection.commit();
    }

    void rollBack() throws SQLException {
        connection.rollback();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
