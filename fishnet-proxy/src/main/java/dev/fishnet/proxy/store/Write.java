package dev.fishnet.proxy.store;

import dev.fishnet.error.FishnetException;
import java.sql.SQLException;

/** Something to be written, within a transaction of the writer's. */
interface Write<T> {
    /**
     * Writes it.
     *
     * @throws FishnetException when this alone cannot be; then it has changed nothing
     * @throws SQLException when nothing can be written any more
     */
    T on(Statements statements) throws SQLException, FishnetException;

    /** Something to be written of which nobody wants to know more than that it is. */
    interface Change {
        void on(Statements statements) throws SQLException, FishnetException;
    }

    @SuppressWarnings("NullAway") // there is no other Void
    static Write<Void> of(Change change) {
        return statements -> {
            change.on(statements);
            return null;
        };
    }
}
