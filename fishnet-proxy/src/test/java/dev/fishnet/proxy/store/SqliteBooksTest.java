package dev.fishnet.proxy.store;

import dev.fishnet.spend.SpendStorePort;
import dev.fishnet.testkit.SpendStorePortContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteBooksTest implements SpendStorePortContract {
    @TempDir
    Path folder;

    @Override
    public SpendStorePort newStore() throws Exception {
        return SqliteBooks.open(folder.resolve("fishnet.db"));
    }

    @Override
    public SpendStorePort reopen(SpendStorePort store) throws Exception {
        store.close();
        return newStore();
    }
}
