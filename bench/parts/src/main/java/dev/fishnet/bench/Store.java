package dev.fishnet.bench;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.proxy.store.SqliteBooks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;

/** Entries in SQLite, each caller waiting until its own is written. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
public class Store {
    private static final String FILE = "books.db";

    private final AuditEntry intent = Entries.intent();
    private Path folder;
    private SqliteBooks books;

    @Setup
    public void open() throws Exception {
        folder = Files.createTempDirectory(Path.of(System.getProperty("bench.folder", "/var/tmp")), "fishnet-parts");
        books = SqliteBooks.open(folder.resolve(FILE));
        books.append(Entries.opened()).toCompletableFuture().get();
    }

    /** A transaction for each entry: nobody else has one to put into it. */
    @Benchmark
    @Threads(1)
    public long commitAlone() throws InterruptedException, ExecutionException {
        return books.append(intent).toCompletableFuture().get();
    }

    /** One caller's wait, with 32 whose entries share transactions. */
    @Benchmark
    @Threads(32)
    public long commitOfThirtyTwo() throws InterruptedException, ExecutionException {
        return books.append(intent).toCompletableFuture().get();
    }

    @TearDown(Level.Trial)
    public void close() throws Exception {
        books.close();
        for (String end : new String[] {"", "-wal", "-shm"}) {
            Files.deleteIfExists(folder.resolve(FILE + end));
        }
        Files.delete(folder);
    }
}
