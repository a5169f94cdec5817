package dev.fishnet.proxy.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables, and how older ones become these. */
final class Schema {
    private static final List<String> TO_BOOKS = List.of(
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
            ) STRICT, WITHOUT ROWID""");

    private static final List<String> TO_LOG = List.of(
            """
            CREATE TABLE entries (
              n INTEGER PRIMARY KEY CHECK (n >= 0),
              entry BLOB NOT NULL,
              leaf BLOB NOT NULL CHECK (length(leaf) = 32)
            ) STRICT""",
            """
            CREATE TABLE subtrees (
              level INTEGER NOT NULL CHECK (level > 0),
              n INTEGER NOT NULL CHECK (n >= 0),
              hash BLOB NOT NULL CHECK (length(hash) = 32),
              PRIMARY KEY (level, n)
            ) STRICT, WITHOUT ROWID""",
            """
            CREATE TABLE log_head (
              one INTEGER PRIMARY KEY CHECK (one = 1),
              size INTEGER NOT NULL CHECK (size >= 0),
              peaks BLOB NOT NULL CHECK (length(peaks) % 32 = 0)
            ) STRICT""",
            "INSERT INTO log_head (one, size, peaks) VALUES (1, 0, x'')",
            """
            CREATE TABLE checkpoints (
              size INTEGER PRIMARY KEY CHECK (size > 0),
              at INTEGER NOT NULL,
              note TEXT NOT NULL
            ) STRICT""",
            "CREATE TABLE used_credentials (version INTEGER PRIMARY KEY CHECK (version > 0)) STRICT");

    /**
     * Entries that are written together share a row, whose hash becomes several; a row of one stays as it is. Which
     * reservation cost what is in the log; the last id goes with the sums, and nothing else was read of them. The log's
     * head has one too: an entry may tell of a reservation that no sum has.
     */
    private static final List<String> TO_ROWS = List.of(
            """
            CREATE TABLE rows (
              n INTEGER PRIMARY KEY CHECK (n >= 0),
              entry BLOB NOT NULL,
              leaf BLOB NOT NULL CHECK (length(leaf) > 0 AND length(leaf) % 32 = 0)
            ) STRICT""",
            "INSERT INTO rows SELECT n, entry, leaf FROM entries ORDER BY n",
            "DROP TABLE entries",
            "ALTER TABLE rows RENAME TO entries",
            "ALTER TABLE day_sums ADD COLUMN last_id INTEGER NOT NULL DEFAULT 0 CHECK (last_id >= 0)",
            "UPDATE day_sums SET last_id = (SELECT coalesce(max(id), 0) FROM reservations)",
            "ALTER TABLE log_head ADD COLUMN last_id INTEGER NOT NULL DEFAULT 0 CHECK (last_id >= 0)",
            "DROP TABLE reservations");

    /** What waits in the spool is written once, however a process ends. */
    private static final List<String> TO_SPOOL = List.of(
            "ALTER TABLE log_head ADD COLUMN spool INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE log_head ADD COLUMN spooled INTEGER NOT NULL DEFAULT 0 CHECK (spooled >= 0)");

    /** Rows may be deflated from here on ({@link RowText}); the tables stay as they are. */
    private static final List<String> TO_DEFLATED = List.of();

    /** Each leads from the version of its place to the next; one that was once released never changes. */
    private static final List<List<String>> STEPS = List.of(TO_BOOKS, TO_LOG, TO_ROWS, TO_SPOOL, TO_DEFLATED);

    /** Since this version there are books. */
    static final int BOOKS = 1;

    /** Since this version there is a log beside them. */
    static final int LOG = 2;

    /** Since this version a row of the log may have several entries, and reservations have none. */
    static final int ROWS = 3;

    static final int VERSION = STEPS.size();

    private Schema() {}

    /**
     * Brings the file to this version; all of it or nothing. Two processes may try at once: whoever comes second finds
     * it done.
     */
    static void migrate(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            try {
                migrate(connection, statement);
                statement.execute("COMMIT");
            } catch (SQLException e) {
                rollBack(statement, e);
                throw e;
            }
        }
    }

    /** SQLite may have done so by itself. */
    private static void rollBack(Statement statement, SQLException because) {
        try {
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }

    private static void migrate(Connection connection, Statement statement) throws SQLException {
        int found = version(connection);
        if (found < 0 || found > VERSION) {
            throw new SQLException("they are of version " + found + ", and this Fishnet knows up to " + VERSION);
        }
        for (List<String> step : STEPS.subList(found, VERSION)) {
            for (String sql : step) {
                statement.execute(sql);
            }
        }
        statement.execute("PRAGMA user_version = " + VERSION);
    }

    /** What a reader needs, which may not change anything; gives the version that was found. */
    static int require(Connection connection, int least) throws SQLException {
        int found = version(connection);
        if (found < least || found > VERSION) {
            throw new SQLException(
                    "they are of version " + found + ", and this needs " + (least == VERSION ? "" : least + " to ")
                            + VERSION + (found < least ? ", as they are once Fishnet has started" : ""));
        }
        return found;
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.next() ? row.getInt(1) : 0;
        }
    }
}
