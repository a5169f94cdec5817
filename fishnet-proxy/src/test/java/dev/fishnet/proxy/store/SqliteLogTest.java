package dev.fishnet.proxy.store;

import dev.fishnet.audit.AuditStorePort;
import dev.fishnet.testkit.AuditStorePortContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("S-54")
class SqliteLogTest implements AuditStorePortContract {
    @TempDir
    Path folder;

    private final List<SqliteBooks> opened = new ArrayList<>();

    @Override
    public AuditStorePort newLog() throws Exception {
        SqliteBooks books = open(SqliteBooks.in(folder));
        opened.add(books);
        return books;
    }

    SqliteBooks open(Path file) throws Exception {
        return SqliteBooks.open(file);
    }

    @Override
    public AuditStorePort reopen(AuditStorePort log) throws Exception {
        shut(log);
        return newLog();
    }

    @Override
    public void shut(AuditStorePort log) {
        ((SqliteBooks) log).close();
    }

    @AfterEach
    void close() {
        opened.forEach(SqliteBooks::close);
    }
}
