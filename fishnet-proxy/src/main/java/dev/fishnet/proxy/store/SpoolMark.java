package dev.fishnet.proxy.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What the books know of the spool.
 *
 * @param id the spool's; 0 when they have never had one
 * @param number of the last record of it that is in the books
 */
record SpoolMark(long id, long number) {
    private static final String READ = "SELECT spool, spooled FROM log_head WHERE one = 1";
    private static final String SAVE = "UPDATE log_head SET spool = ?, spooled = ? WHERE one = 1";

    static SpoolMark read(Statements statements) throws SQLException {
        try (ResultSet row = statements.of(READ).executeQuery()) {
            return row.next() ? new SpoolMark(row.getLong(1), row.getLong(2)) : new SpoolMark(0, 0);
        }
    }

    /** In the transaction that has the records themselves. */
    void save(Statements statements) throws SQLException {
        PreparedStatement update = statements.of(SAVE);
        update.setLong(1, id);
        update.setLong(2, number);
        update.executeUpdate();
    }
}
