package dev.fishnet.proxy.store;

import dev.fishnet.alert.Alert;
import dev.fishnet.alert.AlertPort;
import dev.fishnet.audit.Appending;
import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.AuditStorePort;
import dev.fishnet.audit.EntryDraft;
import dev.fishnet.audit.tree.TreeHead;
import dev.fishnet.config.AuditSettings.Durability;
import dev.fishnet.error.FishnetException;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.BaselineStorePort;
import dev.fishnet.proxy.store.SpoolRecord.Kind;
import dev.fishnet.proxy.store.Spooling.Kept;
import dev.fishnet.spend.SpendHistory;
import dev.fishnet.spend.SpendRecord;
import dev.fishnet.spend.SpendStorePort;
import dev.fishnet.storage.FileFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The books in a file of SQLite's: money, alerts, baselines and the log. The gateway has them open while it runs; a
 * command may open them beside it for a moment, and then they take turns.
 */
public final class SqliteBooks implements SpendStorePort, AlertPort, BaselineStorePort, AuditStorePort {
    @SuppressWarnings("NullAway") // there is no other Void
    private static final CompletionStage<Void> KEPT = CompletableFuture.completedStage(null);

    private final Path file;
    private final LogTail log;
    private final DaySums sums;
    private final Writer writer;

    private SqliteBooks(Path file, LogTail log, DaySums sums, Writer writer) {
        this.file = file;
        this.log = log;
        this.sums = sums;
        this.writer = writer;
    }

    /** Where the books lie in a data directory. */
    public static Path in(Path dataDirectory) {
        return dataDirectory.resolve("fishnet.db");
    }

    /** Opens them for a command, which takes turns with the gateway; what is written outlives the process. */
    public static SqliteBooks open(Path file) throws FishnetException {
        return open(file, Durability.PROCESS, Optional.empty());
    }

    /**
     * Opens the books for the gateway, or makes them; the folder must be there and its owner's alone. What a gateway
     * that was killed has left is written into them.
     *
     * @param durability what everything that is written outlives once it is said to be written
     * @throws FishnetException when they cannot be read or written, and when the log's head does not fit its entries
     */
    public static SqliteBooks open(Path file, Durability durability) throws FishnetException {
        try {
            Optional<Spool> spool = Spool.open(Spool.of(file));
            if (spool.isEmpty()) {
                throw BooksFailure.taken(file);
            }
            try {
                return open(file, durability, spool);
            } catch (FishnetException | RuntimeException e) {
                if (spool.isPresent()) {
                    spool.get().close();
                }
                throw e;
            }
        } catch (IOException e) {
            throw FileFailure.of("write", Spool.of(file), e);
        }
    }

    private static SqliteBooks open(Path file, Durability durability, Optional<Spool> spool) throws FishnetException {
        try {
            Connection connection = Connections.writer(file);
            try {
                return opened(file, connection, durability, spool);
            } catch (SQLException | IOException | FishnetException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw BooksFailure.unreadable(file, e);
        } catch (IOException e) {
            throw FileFailure.of("write", file, e);
        }
    }

    private static SqliteBooks opened(Path file, Connection connection, Durability durability, Optional<Spool> spool)
            throws SQLException, IOException, FishnetException {
        Schema.migrate(connection);
        Statements statements = new Statements(connection);
        LogTail log = LogTail.read(statements);
        DaySums sums = new DaySums();
        Spooling spooling = spool.isEmpty() ? null : Spooling.takeUp(spool.get(), statements, log, sums);
        Writer writer = new Writer(file, statements, log, sums, durability, spooling);
        writer.start();
        return new SqliteBooks(file, log, sums, writer);
    }

    @Override
    public SpendHistory since(LocalDate day) throws FishnetException {
        try (BooksReader reader = BooksReader.open(file)) {
            return reader.since(day);
        }
    }

    @Override
    public CompletionStage<Void> append(SpendRecord record) {
        return writer.add(spent(record));
    }

    @Override
    public CompletionStage<Void> appendSoon(SpendRecord record) {
        return record instanceof SpendRecord.Held held ? hold(held) : writer.addSoon(spent(record));
    }

    private CompletionStage<Void> hold(SpendRecord.Held held) {
        Kept<Void> kept = writer.addKept(spent(held), Kind.HOLD, SpooledHold.bytes(held));
        return kept.kept() ? KEPT : kept.written();
    }

    private Write<Void> spent(SpendRecord record) {
        return Write.of(statements -> sums.add(record));
    }

    /** An alert that cannot be kept is lost; the requests after it are then refused for the same reason. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored")
    public void raise(Alert alert) {
        writer.add(OtherWrites.alert(alert));
    }

    @Override
    public List<Baseline> baselines() throws FishnetException {
        try (BooksReader reader = BooksReader.open(file)) {
            return reader.baselines();
        }
    }

    @Override
    public CompletionStage<Void> putIfAbsent(Baseline baseline) {
        return writer.add(OtherWrites.putIfAbsent(baseline));
    }

    @Override
    public CompletionStage<Void> reset(AgentName agent) {
        return writer.add(OtherWrites.reset(agent));
    }

    /** First an {@link AuditEntry.Opened}, and none after it: what does not fit fails alone. */
    @Override
    public CompletionStage<Long> append(AuditEntry entry) {
        return writer.add(statements -> log.append(statements, entry));
    }

    @Override
    public Appending appendIntent(AuditEntry.Intent intent) {
        try {
            EntryDraft draft = LogTail.draft(intent);
            Kept<Long> kept = writer.addKept(statements -> log.append(statements, draft), Kind.INTENT, draft.bytes());
            return kept.kept() ? new Appending(KEPT, kept.written()) : Appending.of(kept.written());
        } catch (FishnetException unwritable) {
            return Appending.of(CompletableFuture.failedStage(unwritable));
        }
    }

    @Override
    public CompletionStage<Long> appendSoon(AuditEntry entry) {
        return writer.addSoon(statements -> log.append(statements, entry));
    }

    @Override
    public CompletionStage<Long> appendSynced(AuditEntry entry) {
        return writer.addSynced(statements -> log.append(statements, entry));
    }

    @Override
    public Set<Long> credentialsUsed() throws FishnetException {
        try (BooksReader reader = BooksReader.open(file)) {
            return reader.credentialsUsed();
        }
    }

    /** The log as it was last written: whoever has heard of an entry finds it in here. */
    public TreeHead head() {
        return log.head();
    }

    /**
     * Keeps a checkpoint in place of the one before, unless that is of another hour (UTC). Completes once it is on the
     * disk, and with it all that it is for: then it may be shown to others, and no loss of power makes it untrue.
     *
     * @param size of the log it is for
     * @param note all of it
     */
    public CompletionStage<Void> keepCheckpoint(long size, Instant at, String note) {
        return writer.addSynced(LogUpkeep.keep(size, at, note));
    }

    /**
     * Forgets entries that have been archived, and the checkpoints over nothing else; hashes of whole subtrees stay.
     * Done in parts, from the first entry on.
     *
     * @param to the first entry that stays, a multiple of 256
     */
    public CompletionStage<Void> forget(long to) {
        return writer.add(LogUpkeep.forget(to))
                .thenCompose(more -> more ? forget(to) : CompletableFuture.completedStage(null));
    }

    @Override
    public void close() {
        writer.close();
    }
}
