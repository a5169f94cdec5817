package dev.fishnet.proxy.store;

import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.Reservation;
import dev.fishnet.spend.SpendRecord;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sums of days: what a transaction changes of them is added up here, and written once at its end. Which
 * reservations are open only this process knows, and no other one ends them: what is open when it is killed stays held.
 * The writer's alone.
 */
final class DaySums {
    private static final String CHANGE = "UPDATE day_sums SET settled = settled + ?, held = held + ?,"
            + " requests = requests + ?, last_id = max(last_id, ?)"
            + " WHERE day = ? AND agent = ? AND upstream = ? AND what = ?";
    private static final String BEGIN =
            "INSERT INTO day_sums (settled, held, requests, last_id, day, agent, upstream, what)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

    private record Key(LocalDate day, String agent, String upstream, String what) {
        static Key of(Reservation reservation) {
            return new Key(
                    reservation.day(),
                    reservation.claim().agent().value(),
                    reservation.claim().upstream().value(),
                    reservation.claim().what());
        }
    }

    /** What has come to a sum, in millionths of a dollar. */
    private static final class Change {
        private long settled;
        private long held;
        private long requests;
        private long lastId;
    }

    private final Map<Long, Reservation> open = new HashMap<>();
    private final Map<Key, Change> changes = new HashMap<>();

    /** An ending counts if it is the first of a reservation of this process, as it does in the ledger. */
    void add(SpendRecord record) {
        switch (record) {
            case SpendRecord.Held held -> hold(held.reservation());
            case SpendRecord.Settled settled -> settle(open.remove(settled.id()), settled.cost());
            case SpendRecord.Kept kept -> open.remove(kept.id());
        }
    }

    private void hold(Reservation reservation) {
        open.put(reservation.id(), reservation);
        Change change = change(reservation);
        change.held += reservation.claim().atMost().value();
        change.requests++;
        change.lastId = Math.max(change.lastId, reservation.id());
    }

    private void settle(@Nullable Reservation reservation, MicroUsd cost) {
        if (reservation != null) {
            Change change = change(reservation);
            change.held -= reservation.claim().atMost().value();
            change.settled += cost.value();
        }
    }

    private Change change(Reservation reservation) {
        return changes.computeIfAbsent(Key.of(reservation), key -> new Change());
    }

    /** At the end of a transaction, still in it. */
    void save(Statements statements) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        for (Map.Entry<Key, Change> each : changes.entrySet()) {
            boolean known = write(statements.of(CHANGE), each.getKey(), each.getValue()) > 0;
            if (!known && each.getValue().requests > 0) {
                write(statements.of(BEGIN), each.getKey(), each.getValue());
            }
        }
        changes.clear();
    }

    private static int write(PreparedStatement statement, Key key, Change change) throws SQLException {
        statement.setLong(1, change.settled);
        statement.setLong(2, change.held);
        statement.setLong(3, change.requests);
        statement.setLong(4, change.lastId);
        statement.setLong(5, key.day().toEpochDay());
        statement.setString(6, key.agent());
        statement.setString(7, key.upstream());
        statement.setString(8, key.what());
        return statement.executeUpdate();
    }
}
