package dev.fishnet.cli.record;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.EntryReader;
import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.store.AuditReader;
import dev.fishnet.proxy.store.SqliteBooks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A data directory with a log that a gateway has begun. */
public final class BegunLog {
    private final Path data;

    private BegunLog(Path data) {
        this.data = data;
    }

    /** Makes the directory, if it is not there, and begins the log. */
    public static BegunLog in(Path data) throws IOException, FishnetException {
        if (!Files.exists(data)) {
            Files.createDirectory(
                    data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        try (SqliteBooks books = SqliteBooks.open(SqliteBooks.in(data))) {
            books.appendSynced(new AuditEntry.Opened(
                            Instant.EPOCH,
                            "dev.fishnet/log/0123456789abcdef",
                            "dev.fishnet/log/0123456789abcdef+0+AA=="))
                    .toCompletableFuture()
                    .join();
        }
        return new BegunLog(data);
    }

    /** The file that it lies in. */
    public Path file() {
        return SqliteBooks.in(data);
    }

    /** What is in it behind the first entry. */
    public List<AuditEntry> entries() throws FishnetException {
        List<AuditEntry> entries = new ArrayList<>();
        try (AuditReader reader = AuditReader.open(file())) {
            reader.entries(
                    1, (index, text, leaf) -> entries.add(EntryReader.read(text).entry()));
        }
        return entries;
    }

    /** Acts as lines: who, what, to what, and more. */
    public List<String> acts() throws FishnetException {
        return entries().stream()
                .map(entry -> (AuditEntry.Act) entry)
                .map(act -> act.uid().getAsLong() + " " + act.action().id() + " " + act.about() + " | " + act.detail())
                .toList();
    }
}
