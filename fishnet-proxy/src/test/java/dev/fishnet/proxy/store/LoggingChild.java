package dev.fishnet.proxy.store;

import dev.fishnet.audit.Action;
import dev.fishnet.audit.Appending;
import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.tree.TreeHead;
import dev.fishnet.config.AuditSettings.Durability;
import dev.fishnet.error.FishnetException;
import dev.fishnet.testkit.AuditStorePortContract;
import dev.fishnet.testkit.SpendStorePortContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * A process that writes log and books from several threads, and prints what has been acknowledged: {@code log INDEX
 * TAG}, {@code kept ID}, {@code checkpoint SIZE}; {@code failed} from the first failure on; {@code WRONG} when
 * something is written after it.
 */
final class LoggingChild {
    static final int THREADS = 4;
    private static final Instant NOW = AuditStorePortContract.NOW;

    private final Path file;
    private final SqliteBooks books;
    private final int rounds;
    private final AtomicLong ids = new AtomicLong();
    private volatile boolean failed;

    private LoggingChild(Path file, SqliteBooks books, int rounds) {
        this.file = file;
        this.books = books;
        this.rounds = rounds;
    }

    /** {@code FILE ROUNDS DURABILITY}. */
    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]);
        try (SqliteBooks books = SqliteBooks.open(file, Durability.valueOf(arguments[2]))) {
            new LoggingChild(file, books, Integer.parseInt(arguments[1])).run();
        } catch (FishnetException refused) {
            print("refused " + refused.getMessage());
        }
    }

    private void run() throws InterruptedException {
        if (books.head().size() == 0) {
            attempt("log", () -> books.appendSynced(AuditStorePortContract.OPENED), " opened");
        }
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int which = i;
            Thread thread = new Thread(() -> write(which));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Goes on after a failure, for nothing may be written any more. */
    private void write(int thread) {
        for (int round = 0; round < rounds; round++) {
            String tag = "t" + thread + "-" + round + "x";
            switch ((thread + round) % 4) {
                case 0 -> attempt("log", () -> books.appendSynced(act(tag)), " " + tag);
                case 1 -> attempt("log", () -> books.append(act(tag)), " " + tag);
                case 2 -> attempt("log", () -> books.append(prompt(tag)), " " + tag);
                default -> withMoney(tag);
            }
            if (thread == 0 && round % 4 == 3) {
                checkpoint();
            }
            if (thread == 1 && round % 5 == 4) {
                takeIn(round % 2 == 0 ? "TRUNCATE" : "PASSIVE");
            }
        }
    }

    private void withMoney(String tag) {
        long id = ids.incrementAndGet();
        // As a request does it, which waits for no more than that both are kept.
        attempt("kept " + id, () -> held(id).thenCombine(intent(id).kept(), (held, intent) -> held), "");
        attempt("log", () -> books.append(act(tag)), " " + tag);
    }

    private CompletionStage<Void> held(long id) {
        return books.appendSoon(SpendStorePortContract.held(id, 5, SpendStorePortContract.DAY));
    }

    private Appending intent(long id) {
        return books.appendIntent((AuditEntry.Intent) AuditStorePortContract.intent(id));
    }

    private void checkpoint() {
        TreeHead head = books.head();
        attempt(
                "checkpoint " + head.size(),
                () -> books.keepCheckpoint(
                        head.size(), NOW, head.size() + " " + head.root().hex()),
                "");
    }

    /** Has SQLite bring its log into the file now, as it does by itself after more than is written here. */
    private void takeIn(String how) {
        try (Connection connection = Connections.writer(file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(" + how + ")");
        } catch (SQLException | FishnetException e) {
            // It may find others writing, and calls that fail.
            return;
        }
    }

    private static AuditEntry act(String tag) {
        return new AuditEntry.Act(NOW, Action.TOKEN_ISSUED, OptionalLong.empty(), "claude", tag);
    }

    /** Longer than a page. */
    private static AuditEntry prompt(String tag) {
        return new AuditEntry.Prompt(NOW, 1, tag + " and then some more words".repeat(400), 10_000);
    }

    private void attempt(String what, Supplier<CompletionStage<?>> write, String tag) {
        boolean before = failed;
        try {
            Object result = write.get().toCompletableFuture().join();
            print(before ? "WRONG" : what + (result == null ? "" : " " + result) + tag);
        } catch (CompletionException e) {
            failed = true;
            print("failed " + e.getMessage());
        }
    }

    private static void print(String line) {
        synchronized (System.out) {
            System.out.println(line);
            System.out.flush();
        }
    }
}
