package dev.fishnet.policy.bad;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Breaks the rule that only the store sees a database. */
public final class AsksADatabase {
    public Connection books() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:fishnet.db");
    }
}
