package dev.fishnet.proxy.store;

import dev.fishnet.alert.Alert;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.BaselineStorePort.Baseline;
import java.sql.PreparedStatement;
import java.time.Duration;

/** Alerts and baselines. */
final class OtherWrites {
    private static final long SAME_MILLIS = Duration.ofHours(1).toMillis();

    /** Of the alerts, this many stay; an agent that causes them cannot fill the disk. */
    static final int ALERTS_KEPT = 10_000;

    private static final String ALERT = "INSERT INTO alerts (at, kind, about, message) SELECT ?1, ?2, ?3, ?4"
            + " WHERE NOT EXISTS (SELECT 1 FROM alerts WHERE kind = ?2 AND about = ?3 AND message = ?4"
            + " AND at > ?1 - ?5 AND at <= ?1)";
    private static final String FORGET_ALERTS = "DELETE FROM alerts WHERE id <= (SELECT max(id) FROM alerts) - ?";
    private static final String BASELINE =
            "INSERT INTO baselines (agent, upstream, digest, since) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String RESET = "DELETE FROM baselines WHERE agent = ?";

    private OtherWrites() {}

    static Write<Void> alert(Alert alert) {
        return Write.of(statements -> {
            PreparedStatement insert = statements.of(ALERT);
            insert.setLong(1, alert.at().toEpochMilli());
            insert.setString(2, alert.kind().name());
            insert.setString(3, alert.about());
            insert.setString(4, alert.message());
            insert.setLong(5, SAME_MILLIS);
            insert.executeUpdate();
            PreparedStatement forget = statements.of(FORGET_ALERTS);
            forget.setInt(1, ALERTS_KEPT);
            forget.executeUpdate();
        });
    }

    static Write<Void> putIfAbsent(Baseline baseline) {
        return Write.of(statements -> {
            PreparedStatement insert = statements.of(BASELINE);
            insert.setString(1, baseline.agent().value());
            insert.setString(2, baseline.upstream().value());
            insert.setString(3, baseline.digest());
            insert.setLong(4, baseline.since().toEpochMilli());
            insert.executeUpdate();
        });
    }

    static Write<Void> reset(AgentName agent) {
        return Write.of(statements -> {
            PreparedStatement delete = statements.of(RESET);
            delete.setString(1, agent.value());
            delete.executeUpdate();
        });
    }
}
