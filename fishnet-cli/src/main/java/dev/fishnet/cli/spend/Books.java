package dev.fishnet.cli.spend;

import dev.fishnet.alert.Alert;
import dev.fishnet.cli.Workspace;
import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.store.BooksReader;
import dev.fishnet.proxy.store.SqliteBooks;
import dev.fishnet.spend.SpendHistory.DaySum;
import dev.fishnet.storage.DataDirectory;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The books as commands read them, also while the gateway writes. */
public final class Books {
    private final Workspace workspace;

    @Inject
    Books(Workspace workspace) {
        this.workspace = workspace;
    }

    /** What the books say from a day, and of alerts from a moment on, the newest first. */
    public record Page(List<DaySum> days, List<Alert> alerts) {}

    /** What the books say; empty where nothing has been spent yet, or this user may not look. */
    public Optional<Page> since(LocalDate day, Instant alertsSince) throws FishnetException {
        Optional<DataDirectory> data = workspace.existingData();
        if (data.isEmpty()) {
            return Optional.empty();
        }
        Path file = SqliteBooks.in(data.get().path());
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (BooksReader reader = BooksReader.open(file)) {
            return Optional.of(new Page(reader.since(day).days(), reader.alertsSince(alertsSince)));
        }
    }
}
