package dev.fishnet.proxy.store;

import dev.fishnet.audit.LogSource;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** What is done to the log apart from appending: checkpoints that are kept, and entries that are archived. */
final class LogUpkeep {
    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
    private static final long BLOCK = 1L << LogSource.STEP;

    /** So many entries at once, and whatever waits meanwhile is written before the next. */
    private static final long AT_ONCE = 32 * BLOCK;

    private static final String REPLACE = "DELETE FROM checkpoints WHERE size = (SELECT max(size) FROM checkpoints)"
            + " AND size <= ?1 AND at / ?2 = ?3 / ?2";
    private static final String KEEP = "INSERT OR REPLACE INTO checkpoints (size, at, note) VALUES (?, ?, ?)";
    private static final String FIRST = "SELECT min(n) FROM entries";
    private static final String FORGET = "DELETE FROM entries WHERE n < ?";
    private static final String FORGET_CHECKPOINTS = "DELETE FROM checkpoints WHERE size < ?";

    private LogUpkeep() {}

    static Write<Void> keep(long size, Instant at, String note) {
        return Write.of(statements -> {
            requireAtMost(statements, size, 0);
            PreparedStatement replace = statements.of(REPLACE);
            replace.setLong(1, size);
            replace.setLong(2, HOUR_MILLIS);
            replace.setLong(3, at.toEpochMilli());
            replace.executeUpdate();
            PreparedStatement keep = statements.of(KEEP);
            keep.setLong(1, size);
            keep.setLong(2, at.toEpochMilli());
            keep.setString(3, note);
            keep.executeUpdate();
        });
    }

    /** Forgets some; gives whether there are more. */
    static Write<Boolean> forget(long to) {
        return statements -> {
            if (to % BLOCK != 0) {
                throw new FishnetException(
                        ErrorKind.USAGE, "entries go in blocks of " + BLOCK, "name a multiple of " + BLOCK);
            }
            requireAtMost(statements, to, 1);
            long next = Math.min(to, first(statements, to) / BLOCK * BLOCK + AT_ONCE);
            PreparedStatement entries = statements.of(FORGET);
            entries.setLong(1, next);
            entries.executeUpdate();
            PreparedStatement checkpoints = statements.of(FORGET_CHECKPOINTS);
            checkpoints.setLong(1, to);
            checkpoints.executeUpdate();
            return next < to;
        };
    }

    private static long first(Statements statements, long ifNone) throws SQLException {
        try (ResultSet row = statements.of(FIRST).executeQuery()) {
            long first = row.next() ? row.getLong(1) : ifNone;
            return row.wasNull() ? ifNone : first;
        }
    }

    private static void requireAtMost(Statements statements, long size, int butFor)
            throws SQLException, FishnetException {
        long entries = KeptHead.read(statements.of(KeptHead.READ)).size();
        if (size > entries - butFor) {
            throw new FishnetException(
                    ErrorKind.USAGE,
                    "the log has " + entries + " entries" + (butFor == 0 ? "" : ", and the last stays"),
                    "look whether it is the log that was meant");
        }
    }
}
