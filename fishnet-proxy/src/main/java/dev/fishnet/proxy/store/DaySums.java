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
        boolean isOf(Reservation reservation) {
            return day.equals(reservation.day())
                    && what.equals(reservation.claim().what())
                    && agent.equals(reservation.claim().agent().value())
                    && upstream.equals(reservation.claim().upstream().value());
        }

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
        private final Key key;
        private long settled;
        private long held;
        private long requests;
        private long lastId;

        Change(Key key) {
            this.key = key;
        }
    }

    private final Map<Long, Reservation> open = new HashMap<>();
    private final Map<Key, Change> changes = new HashMap<>();
    private @Nullable Change latest;

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

    /** Most records are of one sum. */
    private Change change(Reservation reservation) {
        Change known = latest;
        if (known == null || !known.key.isOf(reservation)) {
            known = changes.computeIfAbsent(Key.of(reservation), Change::new);
            latest = known;
        }
        return known;
    }

    /** At the end of a transaction, still in it. */
    void save(Statements statements) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        for (Change change : changes.values()) {
            boolean known = write(statements.of(CHANGE), change) > 0;
            if (!known && change.requests > 0) {
                write(statements.of(BEGIN), change);
            }
        }
        changes.clear();
        latest = null;
    }

    private static int write(PreparedStatement statement, Change change) throws SQLException {
        statement.setLong(1, change.settled);
        statement.setLong(2, change.held);
        statement.setLong(3, change.requests);
        statement.setLong(4, change.lastId);
        statement.setLong(5, change.key.day().toEpochDay());
        statement.setString(6, change.key.agent());
        statement.setString(7, change.key.upstream());
        statement.setString(8, change.key.what());
        return statement.executeUpdate();
    }
}
