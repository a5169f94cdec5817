package dev.fishnet.proxy.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The writer's connection: what it says is prepared once, and every transaction may write from its first moment. */
final class Statements implements AutoCloseable {
    /** What is read after it is what the transaction's writes meet. */
    private static final String BEGIN = "BEGIN IMMEDIATE";

    private static final String COMMIT = "COMMIT";
    private static final String ROLL_BACK = "ROLLBACK";

    /** Changes whenever another connection has committed something, and only then. */
    private static final String VERSION = "PRAGMA data_version";

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Statements(Connection connection) throws SQLException {
        this.connection = connection;
        // The driver is to begin and end nothing around a statement. It begins a transaction here and now all the same.
        connection.setAutoCommit(false);
        rollBack();
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

    /** A number that stays the same while no other connection commits. */
    long version() throws SQLException {
        try (ResultSet row = of(VERSION).executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    void begin() throws SQLException {
        of(BEGIN).execute();
    }

    void commit() throws SQLException {
        of(COMMIT).execute();
    }

    void rollBack() throws SQLException {
        of(ROLL_BACK).execute();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
