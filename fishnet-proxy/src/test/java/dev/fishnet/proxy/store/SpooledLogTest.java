package dev.fishnet.proxy.store;

import dev.fishnet.config.AuditSettings.Durability;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

/** The log as the gateway opens it. */
@Tag("S-70")
class SpooledLogTest extends SqliteLogTest {
    @Override
    SqliteBooks open(Path file) throws Exception {
        return SqliteBooks.open(file, Durability.PROCESS);
    }
}
