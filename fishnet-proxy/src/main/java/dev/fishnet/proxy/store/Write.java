package dev.fishnet.proxy.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Something to be written, within a transaction of the writer's. */
interface Write {
    void on(Connection connection) throws SQLException;
}
