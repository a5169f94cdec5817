package dev.fishnet.proxy.store;

import java.io.Serial;
import java.sql.SQLException;

/** What is kept of the log does not fit together; says in a clause what. */
final class DamagedLog extends SQLException {
    @Serial
    private static final long serialVersionUID = 1;

    DamagedLog(String what) {
        super(what);
    }
}
