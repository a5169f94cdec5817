package dev.fishnet.cli.audit;

import dev.fishnet.audit.note.VerifierKey;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.store.SqliteBooks;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** The log says where entries are, that is on the disk, and only then they go. */
final class ArchiveMove {
    private final ArchivePlan plan;
    private final VerifierKey key;
    private final Clock clock;

    ArchiveMove(ArchivePlan plan, VerifierKey key, Clock clock) {
        this.plan = plan;
        this.key = key;
        this.clock = clock;
    }

    void apply(Path file) throws FishnetException {
        try (SqliteBooks books = SqliteBooks.open(file)) {
            if (!plan.isNoted()) {
                await(books.appendSynced(plan.entry(clock.instant(), key)));
            }
            await(books.forget(plan.to()));
        }
    }

    private static void await(CompletionStage<?> stage) throws FishnetException {
        try {
            stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof FishnetException known
                    ? known
                    : new FishnetException(
                            ErrorKind.UNAVAILABLE,
                            "the log cannot be written: " + e.getCause(),
                            "entries are in both places now; run the same command again",
                            e);
        }
    }
}
