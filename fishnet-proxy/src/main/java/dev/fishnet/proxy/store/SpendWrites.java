package dev.fishnet.proxy.store;

import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.Reservation;
import dev.fishnet.spend.SpendClaim;
import dev.fishnet.spend.SpendRecord;
import dev.fishnet.spend.Usage;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;

/** Records of money, and the sums of days kept in step with them in the same transaction. */
final class SpendWrites {
    private static final int SETTLED = 1;
    private static final int KEPT = 2;

    private static final String HOLD =
            "INSERT INTO reservations (id, held_at, day, agent, upstream, what, at_most, state)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, 0)";
    private static final String HOLD_SUM =
            "INSERT INTO day_sums (day, agent, upstream, what, settled, held, requests) VALUES (?, ?, ?, ?, 0, ?, 1)"
                    + " ON CONFLICT DO UPDATE SET held = held + excluded.held, requests = requests + 1";
    private static final String OPEN =
            "SELECT day, agent, upstream, what, at_most FROM reservations WHERE id = ? AND state = 0";
    private static final String END = "UPDATE reservations SET state = ?, ended_at = ?, cost = ?, input = ?,"
            + " cache_read = ?, cache_write = ?, cache_write_long = ?, output = ?, tier = ? WHERE id = ?";
    private static final String END_SUM = "UPDATE day_sums SET held = held - ?, settled = settled + ?"
            + " WHERE day = ? AND agent = ? AND upstream = ? AND what = ?";

    private SpendWrites() {}

    static Write<Void> of(SpendRecord record) {
        return Write.of(statements -> {
            switch (record) {
                case SpendRecord.Held held -> hold(statements, held);
                case SpendRecord.Settled settled ->
                    end(statements, settled, SETTLED, Optional.of(settled.cost()), settled.usage());
                case SpendRecord.Kept kept -> end(statements, kept, KEPT, Optional.empty(), Optional.empty());
            }
        });
    }

    private static void hold(Statements statements, SpendRecord.Held held) throws SQLException {
        Reservation reservation = held.reservation();
        SpendClaim claim = reservation.claim();
        PreparedStatement insert = statements.of(HOLD);
        insert.setLong(1, held.id());
        insert.setLong(2, held.at().toEpochMilli());
        insert.setLong(3, reservation.day().toEpochDay());
        insert.setString(4, claim.agent().value());
        insert.setString(5, claim.upstream().value());
        insert.setString(6, claim.what());
        insert.setLong(7, claim.atMost().value());
        insert.executeUpdate();
        PreparedStatement sum = statements.of(HOLD_SUM);
        sum.setLong(1, reservation.day().toEpochDay());
        sum.setString(2, claim.agent().value());
        sum.setString(3, claim.upstream().value());
        sum.setString(4, claim.what());
        sum.setLong(5, claim.atMost().value());
        sum.executeUpdate();
    }

    /** Does nothing to a reservation that has ended: the first ending stands, as it does in the ledger. */
    private static void end(
            Statements statements, SpendRecord record, int state, Optional<MicroUsd> cost, Optional<Usage> usage)
            throws SQLException {
        PreparedStatement find = statements.of(OPEN);
        find.setLong(1, record.id());
        try (ResultSet open = find.executeQuery()) {
            if (open.next()) {
                close(statements, record, state, cost, usage);
                if (cost.isPresent()) {
                    settleSum(statements, open, cost.get());
                }
            }
        }
    }

    private static void close(
            Statements statements, SpendRecord record, int state, Optional<MicroUsd> cost, Optional<Usage> usage)
            throws SQLException {
        PreparedStatement end = statements.of(END);
        end.setInt(1, state);
        end.setLong(2, record.at().toEpochMilli());
        if (cost.isPresent()) {
            end.setLong(3, cost.get().value());
        } else {
            end.setNull(3, Types.INTEGER);
        }
        setUsage(end, usage);
        end.setLong(10, record.id());
        end.executeUpdate();
    }

    private static void setUsage(PreparedStatement end, Optional<Usage> usage) throws SQLException {
        if (usage.isEmpty()) {
            for (int i = 4; i <= 9; i++) {
                end.setNull(i, Types.INTEGER);
            }
            return;
        }
        end.setLong(4, usage.get().input());
        end.setLong(5, usage.get().cacheRead());
        end.setLong(6, usage.get().cacheWrite());
        end.setLong(7, usage.get().cacheWriteLong());
        end.setLong(8, usage.get().output());
        end.setString(9, usage.get().tier().name());
    }

    private static void settleSum(Statements statements, ResultSet open, MicroUsd cost) throws SQLException {
        PreparedStatement sum = statements.of(END_SUM);
        sum.setLong(1, open.getLong("at_most"));
        sum.setLong(2, cost.value());
        sum.setLong(3, open.getLong("day"));
        sum.setString(4, open.getString("agent"));
        sum.setString(5, open.getString("upstream"));
        sum.setString(6, open.getString("what"));
        sum.executeUpdate();
    }
}
