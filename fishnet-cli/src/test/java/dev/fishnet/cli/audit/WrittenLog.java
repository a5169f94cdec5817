package dev.fishnet.cli.audit;

import dev.fishnet.audit.Action;
import dev.fishnet.audit.Asked;
import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.Ending;
import dev.fishnet.audit.Judged;
import dev.fishnet.audit.note.Checkpoint;
import dev.fishnet.audit.note.LogSigner;
import dev.fishnet.cli.CommandLineHarness;
import dev.fishnet.cli.FakePlatform;
import dev.fishnet.policy.AgentName;
import dev.fishnet.proxy.store.SqliteBooks;
import dev.fishnet.upstream.UpstreamName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A log in a data directory, as the gateway leaves it. */
final class WrittenLog {
    static final String ORIGIN = "dev.fishnet/log/0123456789abcdef";
    static final Instant START = Instant.parse("2026-11-20T22:00:00.123Z");

    private static final String ID = "0123456789abcdef".repeat(4);
    private static final Asked ASKED = new Asked(
            OptionalLong.of(1001),
            Optional.of(new AgentName("claude")),
            Optional.of(UpstreamName.OPENAI),
            "POST",
            "/v1/responses",
            Optional.empty(),
            Optional.of(ID));
    private static final Judged JUDGED =
            new Judged(ID, Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());

    final LogSigner signer = LogSigner.of(LogSigner.newKey(ORIGIN));
    final Path data;

    private WrittenLog(Path data) {
        this.data = data;
    }

    /** An opening, and behind it acts, intents and outcomes: another entry each minute. */
    static WrittenLog in(Path temp, int entries) throws Exception {
        WrittenLog log = new WrittenLog(Files.createDirectory(
                temp.resolve("data"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
        log.grow(0, entries);
        return log;
    }

    Path file() {
        return SqliteBooks.in(data);
    }

    /** Appends entries from that index on, and keeps a checkpoint over all of them. */
    void grow(int from, int to) throws Exception {
        try (SqliteBooks books = SqliteBooks.open(file())) {
            for (int index = from; index < to; index++) {
                books.append(entry(index)).toCompletableFuture().get();
            }
            keep(books);
        }
    }

    /** Appends without a checkpoint. */
    void append(AuditEntry... entries) throws Exception {
        try (SqliteBooks books = SqliteBooks.open(file())) {
            for (AuditEntry entry : entries) {
                books.append(entry).toCompletableFuture().get();
            }
        }
    }

    /** Keeps a checkpoint over everything, in an hour of its own. */
    private void keep(SqliteBooks books) throws Exception {
        String note = signer.sign(new Checkpoint(ORIGIN, books.head()));
        Instant at = START.plus(Duration.ofHours(books.head().size()));
        books.keepCheckpoint(books.head().size(), at, note)
                .toCompletableFuture()
                .get();
    }

    private AuditEntry entry(int index) {
        Instant at = START.plus(Duration.ofMinutes(index));
        if (index == 0) {
            return new AuditEntry.Opened(at, ORIGIN, signer.verifierKey());
        }
        return switch (index % 3) {
            case 0 -> new AuditEntry.Act(at, Action.FIREWALL_ENABLED, OptionalLong.of(0), "claude", "standard \u202e");
            case 1 -> new AuditEntry.Intent(at, ASKED, JUDGED, Optional.empty());
            default ->
                new AuditEntry.Outcome(
                        at,
                        index - 1L,
                        Ending.ANSWERED,
                        OptionalInt.of(200),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofMillis(350));
        };
    }

    /** What somebody does who can write the file. */
    void forge(String... statements) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        }
    }

    CommandLineHarness.Result run(String... args) {
        return CommandLineHarness.on(new FakePlatform())
                .with("FISHNET_DATA_DIR", data.toString())
                .run(args);
    }
}
