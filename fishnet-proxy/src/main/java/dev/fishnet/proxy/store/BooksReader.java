package dev.fishnet.proxy.store;

import dev.fishnet.alert.Alert;
import dev.fishnet.alert.AlertKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.BaselineStorePort.Baseline;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.SpendHistory;
import dev.fishnet.spend.SpendHistory.DaySum;
import dev.fishnet.upstream.UpstreamName;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the books, also while another process writes them; changes nothing. */
public final class BooksReader implements AutoCloseable {
    private static final String LAST_ID = "SELECT coalesce(max(last_id), 0) FROM"
            + " (SELECT last_id FROM day_sums UNION ALL SELECT last_id FROM log_head) WHERE last_id > ?";
    private static final String LAST_RESERVATION = "SELECT coalesce(max(id), 0) FROM reservations WHERE id > ?";

    private final Path file;
    private final Connection connection;
    private final int version;

    private BooksReader(Path file, Connection connection, int version) {
        this.file = file;
        this.connection = connection;
        this.version = version;
    }

    /**
     * Opens the books.
     *
     * @throws FishnetException when there are none, or none that this Fishnet reads
     */
    public static BooksReader open(Path file) throws FishnetException {
        try {
            Connection connection = Connections.reader(file);
            try {
                return new BooksReader(file, connection, Schema.require(connection, Schema.BOOKS));
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw BooksFailure.unreadable(file, e);
        }
    }

    /** Turns a row into what it says. */
    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Sums of every day from this one on, and the last id there was. */
    public SpendHistory since(LocalDate day) throws FishnetException {
        List<DaySum> days = all(
                "SELECT day, agent, upstream, what, settled, held, requests FROM day_sums WHERE day >= ? ORDER BY day",
                day.toEpochDay(),
                BooksReader::daySum);
        List<Long> last = all(version < Schema.ROWS ? LAST_RESERVATION : LAST_ID, 0, row -> row.getLong(1));
        return new SpendHistory(last.getFirst(), days);
    }

    private static DaySum daySum(ResultSet row) throws SQLException {
        return new DaySum(
                LocalDate.ofEpochDay(row.getLong("day")),
                new AgentName(row.getString("agent")),
                new UpstreamName(row.getString("upstream")),
                row.getString("what"),
                new MicroUsd(row.getLong("settled")),
                new MicroUsd(row.getLong("held")),
                row.getLong("requests"));
    }

    /** Alerts from that moment on, the newest first. */
    public List<Alert> alertsSince(Instant moment) throws FishnetException {
        return all(
                "SELECT at, kind, about, message FROM alerts WHERE at >= ? ORDER BY at DESC, id DESC",
                moment.toEpochMilli(),
                row -> new Alert(
                        Instant.ofEpochMilli(row.getLong("at")),
                        AlertKind.valueOf(row.getString("kind")),
                        row.getString("about"),
                        row.getString("message")));
    }

    /** Every baseline there is. */
    public List<Baseline> baselines() throws FishnetException {
        return all(
                "SELECT agent, upstream, digest, since FROM baselines WHERE since >= ?",
                Long.MIN_VALUE,
                row -> new Baseline(
                        new AgentName(row.getString("agent")),
                        new UpstreamName(row.getString("upstream")),
                        row.getString("digest"),
                        Instant.ofEpochMilli(row.getLong("since"))));
    }

    /** The versions of credentials that the log has intents of. */
    Set<Long> credentialsUsed() throws FishnetException {
        return Set.copyOf(
                all("SELECT version FROM used_credentials WHERE version >= ?", Long.MIN_VALUE, row -> row.getLong(1)));
    }

    /** A row that makes no sense is a reason to stop, not to go on without it. */
    private <T> List<T> all(String sql, long from, Row<T> reader) throws FishnetException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, from);
            List<T> found = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
            }
            return found;
        } catch (SQLException | RuntimeException e) {
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
