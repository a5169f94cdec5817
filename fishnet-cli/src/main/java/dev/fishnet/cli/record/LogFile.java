package dev.fishnet.cli.record;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.store.BooksDriver;
import dev.fishnet.proxy.store.SqliteBooks;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;

/** The file that the log lies in, opened for one entry, also while the gateway has it open. */
final class LogFile {
    private LogFile() {}

    /**
     * Loads while we are still ourselves what is not the owner's: the jars and Java's own settings, which the owner may
     * not be able to read, and SQLite's native library, which the owner must not come near while it lies unpacked.
     */
    static void prepare() throws FishnetException {
        ClassLoader.getSystemResource("no/such/resource");
        BooksDriver.load();
        LogHash.ofLeaf(new byte[0]);
    }

    /** Whether the entry is on the disk; it is not where no log has begun. */
    static boolean append(Path file, AuditEntry entry) throws FishnetException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (SqliteBooks books = SqliteBooks.open(file)) {
            if (books.head().size() == 0) {
                return false;
            }
            books.appendSynced(entry).toCompletableFuture().join();
            return true;
        } catch (CompletionException e) {
            throw e.getCause() instanceof FishnetException known
                    ? known
                    : new FishnetException(
                            ErrorKind.UNAVAILABLE, "the log cannot be written: " + e.getCause(), null, e);
        }
    }
}
