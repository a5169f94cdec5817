package dev.fishnet.proxy.store;

import dev.fishnet.alert.Alert;
import dev.fishnet.alert.AlertPort;
import dev.fishnet.error.FishnetException;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.BaselineStorePort;
import dev.fishnet.spend.SpendHistory;
import dev.fishnet.spend.SpendRecord;
import dev.fishnet.spend.SpendStorePort;
import dev.fishnet.storage.FileFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The books in a file of SQLite's: money, alerts and baselines. The gateway has them open while it runs; a command may
 * open them beside it for a moment, and then they take turns.
 */
public final class SqliteBooks implements SpendStorePort, AlertPort, BaselineStorePort {
    private final Path file;
    private final Writer writer;

    private SqliteBooks(Path file, Writer writer) {
        this.file = file;
        this.writer = writer;
    }

    /** Where the books lie in a data directory. */
    public static Path in(Path dataDirectory) {
        return dataDirectory.resolve("fishnet.db");
    }

    /**
     * Opens the books, or makes them; the folder must be there and its owner's alone.
     *
     * @throws FishnetException when they cannot be read or written
     */
    public static SqliteBooks open(Path file) throws FishnetException {
        try {
            Writer writer = writer(file, Connections.writer(file));
            writer.start();
            return new SqliteBooks(file, writer);
        } catch (SQLException e) {
            throw BooksFailure.unreadable(file, e);
        } catch (IOException e) {
            throw FileFailure.of("write", file, e);
        }
    }

    private static Writer writer(Path file, Connection connection) throws SQLException, IOException {
        try {
            Schema.migrate(connection);
            return new Writer(file, connection);
        } catch (SQLException | IOException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public SpendHistory since(LocalDate day) throws FishnetException {
        try (BooksReader reader = BooksReader.open(file)) {
            return reader.since(day);
        }
    }

    @Override
    public CompletionStage<Void> append(SpendRecord record) {
        return writer.add(SpendWrites.of(record));
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

    @Override
    public void close() {
        writer.close();
    }
}
