package dev.fishnet.proxy.store;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fishnet.error.FishnetException;
import dev.fishnet.testkit.AuditStorePortContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/** Writes logs, and waits for what is written. */
final class WrittenLog {
    private WrittenLog() {}

    /** Opens the books, and writes so many entries, each in a row of its own. */
    static SqliteBooks of(int size, Path file) throws Exception {
        SqliteBooks books = SqliteBooks.open(file);
        for (int i = 0; i < size; i++) {
            get(books.append(i == 0 ? AuditStorePortContract.OPENED : AuditStorePortContract.act(i)));
        }
        return books;
    }

    /** The same with as few rows as blocks and their length allow. */
    static SqliteBooks inFewRows(int size, Path file) throws Exception {
        SqliteBooks books = SqliteBooks.open(file);
        List<CompletionStage<Long>> stages = new ArrayList<>();
        try (Connection other = Connections.writer(file);
                Statement statement = other.createStatement()) {
            // Whoever writes waits for that, and all that is appended meanwhile is one transaction.
            statement.execute("BEGIN IMMEDIATE");
            for (int i = 0; i < size; i++) {
                stages.add(books.appendSoon(i == 0 ? AuditStorePortContract.OPENED : AuditStorePortContract.act(i)));
            }
            statement.execute("COMMIT");
        }
        for (CompletionStage<Long> stage : stages) {
            get(stage);
        }
        return books;
    }

    static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get();
    }

    static FishnetException failure(CompletionStage<?> stage) {
        return assertInstanceOf(
                FishnetException.class,
                assertThrows(ExecutionException.class, () -> get(stage)).getCause());
    }
}
