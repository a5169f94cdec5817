package dev.fishnet.cli.daemon;

import dev.fishnet.audit.EntryReader;
import dev.fishnet.audit.LogSource;
import dev.fishnet.cli.Workspace;
import dev.fishnet.config.Json;
import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.store.AuditReader;
import dev.fishnet.proxy.store.SqliteBooks;
import dev.fishnet.storage.DataDirectory;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code fishnet status} says of the log: how much of it there is, by its own account. It verifies nothing. */
final class LogStatus {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final Workspace workspace;

    @Inject
    LogStatus(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * A log as it says it is.
     *
     * @param first the first entry that is not archived
     * @param signed how many its newest checkpoint is over
     * @param lastSigned when the last of those was written
     */
    private record Seen(long size, long first, long signed, Optional<Instant> lastSigned) {}

    /** A line for a person; none where there is nothing yet. */
    List<String> lines() throws FishnetException {
        Optional<Path> file = file();
        try {
            return file.isEmpty() ? List.of() : List.of("Log: " + words(seen(file.get())));
        } catch (FishnetException e) {
            return List.of("Log: " + e.getMessage());
        }
    }

    /** A member of a JSON object behind a comma. */
    String json() throws FishnetException {
        Optional<Path> file = file();
        try {
            return file.isEmpty() ? "" : ",\"log\":" + json(seen(file.get()));
        } catch (FishnetException e) {
            return ",\"log\":{\"error\":" + Json.text(String.valueOf(e.getMessage())) + "}";
        }
    }

    private Optional<Path> file() throws FishnetException {
        return workspace
                .existingData()
                .map(DataDirectory::path)
                .map(SqliteBooks::in)
                .filter(Files::exists);
    }

    private static Seen seen(Path file) throws FishnetException {
        try (AuditReader log = AuditReader.open(file)) {
            List<String> checkpoints = log.checkpoints();
            long signed = checkpoints.isEmpty() ? 0 : sizeOf(checkpoints.getLast());
            return new Seen(log.head().size(), log.first(), signed, timeOf(log, signed - 1));
        }
    }

    /** The second line of a checkpoint; 0 of something else. */
    private static long sizeOf(String checkpoint) {
        return checkpoint
                .lines()
                .skip(1)
                .findFirst()
                .filter(line -> line.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .orElse(0L);
    }

    private static Optional<Instant> timeOf(LogSource log, long index) throws FishnetException {
        Instant[] found = new Instant[1];
        if (index >= 0) {
            log.entries(index, (n, text, leaf) -> {
                if (n == index) {
                    found[0] = EntryReader.read(text).entry().at();
                }
                return false;
            });
        }
        return Optional.ofNullable(found[0]);
    }

    private static String words(Seen seen) {
        return seen.size() == 0
                ? "begins with the next start"
                : count(seen.size())
                        + (seen.size() == 1 ? " entry, " : " entries, ")
                        + signed(seen)
                        + (seen.first() == 0 ? "" : ", the first " + count(seen.first()) + " archived");
    }

    private static String signed(Seen seen) {
        String to =
                seen.lastSigned().map(at -> " (to " + MINUTE.format(at) + ")").orElse("");
        if (seen.signed() == 0) {
            return "none signed yet";
        }
        return (seen.signed() >= seen.size() ? "all signed" : "the first " + count(seen.signed()) + " signed") + to;
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String json(Seen seen) {
        return "{\"entries\":" + seen.size() + ",\"archived\":" + seen.first() + ",\"signed\":" + seen.signed() + "}";
    }
}
