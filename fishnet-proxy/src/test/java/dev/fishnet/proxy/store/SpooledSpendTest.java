package dev.fishnet.proxy.store;

import dev.fishnet.config.AuditSettings.Durability;
import dev.fishnet.spend.SpendStorePort;
import org.junit.jupiter.api.Tag;

/** The books as the gateway opens them. */
@Tag("S-70")
class SpooledSpendTest extends SqliteBooksTest {
    @Override
    public SpendStorePort newStore() throws Exception {
        return SqliteBooks.open(SqliteBooks.in(folder), Durability.PROCESS);
    }
}
