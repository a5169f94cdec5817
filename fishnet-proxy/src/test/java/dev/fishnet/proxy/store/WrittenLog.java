package dev.fishnet.proxy.store;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fishnet.error.FishnetException;
import dev.fishnet.testkit.AuditStorePortContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/** Writes logs, and waits for what is written. */
final class WrittenLog {
    private WrittenLog() {}

    /** Opens the books, and writes so many entries. */
    static SqliteBooks of(int size, Path file) throws Exception {
        SqliteBooks books = SqliteBooks.open(file);
        List<CompletionStage<Long>> stages = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            stages.add(books.append(i == 0 ? AuditStorePortContract.OPENED : AuditStorePortContract.act(i)));
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
