package dev.fishnet.proxy.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables, and how older ones become these. */
final class Schema {
    /** Each entry leads from the version of its place to the next; an entry that was once released never changes. */
    private static final List<List<String>> STEPS = List.of(List.of(
            """
            CREATE TABLE reservations (
              id INTEGER PRIMARY KEY CHECK (id > 0),
              held_at INTEGER NOT NULL,
              day INTEGER NOT NULL,
              agent TEXT NOT NULL,
              upstream TEXT NOT NULL,
              what TEXT NOT NULL,
              at_most INTEGER NOT NULL CHECK (at_most >= 0),
              state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 2),
              ended_at INTEGER,
              cost INTEGER CHECK (cost >= 0),
              input INTEGER, cache_read INTEGER, cache_write INTEGER, cache_write_long INTEGER, output INTEGER,
              tier TEXT
            ) STRICT""",
            """
            CREATE TABLE day_sums (
              day INTEGER NOT NULL,
              agent TEXT NOT NULL,
              upstream TEXT NOT NULL,
              what TEXT NOT NULL,
              settled INTEGER NOT NULL CHECK (settled >= 0),
              held INTEGER NOT NULL CHECK (held >= 0),
              requests INTEGER NOT NULL CHECK (requests > 0),
              PRIMARY KEY (day, agent, upstream, what)
            ) STRICT, WITHOUT ROWID""",
            """
            CREATE TABLE alerts (
              id INTEGER PRIMARY KEY,
              at INTEGER NOT NULL,
              kind TEXT NOT NULL,
              about TEXT NOT NULL,
              message TEXT NOT NULL
            ) STRICT""",
            "CREATE INDEX alerts_same ON alerts (kind, about, message, at)",
            "CREATE INDEX alerts_at ON alerts (at)",
            """
            CREATE TABLE baselines (
              agent TEXT NOT NULL,
              upstream TEXT NOT NULL,
              digest TEXT NOT NULL,
              since INTEGER NOT NULL,
              PRIMARY KEY (agent, upstream)
            ) STRICT, WITHOUT ROWID"""));

    static final int VERSION = STEPS.size();

    private Schema() {}

    /** Brings the file to this version; all of it or nothing. */
    static void migrate(Connection connection) throws SQLException {
        int found = version(connection);
        requireKnown(found);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (List<String> step : STEPS.subList(found, VERSION)) {
                for (String sql : step) {
                    statement.execute(sql);
                }
            }
            statement.execute("PRAGMA user_version = " + VERSION);
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        }
    }

    /** What a reader needs, which may not change anything. */
    static void require(Connection connection) throws SQLException {
        int found = version(connection);
        if (found != VERSION) {
            throw new SQLException("they are of version " + found + ", and this Fishnet reads version " + VERSION);
        }
    }

    private static void requireKnown(int found) throws SQLException {
        if (found < 0 || found > VERSION) {
            throw new SQLException("they are of version " + found + ", and this Fishnet knows up to " + VERSION);
        }
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.next() ? row.getInt(1) : 0;
        }
    }
}
