package dev.fishnet.cli.lab;

import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.audit.tree.MerkleTree;
import dev.fishnet.proxy.store.SqliteBooks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Somebody who can write the file in which the log lies, while no daemon runs. */
final class LogForger {
    private final Path file;
    private final byte[] original;

    LogForger(Path data) throws IOException {
        file = SqliteBooks.in(data);
        original = Files.readAllBytes(file);
    }

    /** Puts everything back as it was found. */
    void putBack() throws IOException {
        Files.write(file, original);
    }

    /** Adds one to the last digit of an entry. */
    void changeOneByte(long index) throws SQLException {
        try (Connection connection = connect()) {
            byte[] entry = entry(connection, index);
            int at = entry.length - 1;
            while (!Character.isDigit(entry[at])) {
                at--;
            }
            entry[at] = (byte) (entry[at] == '9' ? '0' : entry[at] + 1);
            update(connection, "UPDATE entries SET entry = ? WHERE n = ?", entry, index);
        }
    }

    /**
     * Leaves so many entries, and everything that is kept of them made to fit, the checkpoint of that time included.
     */
    void cutOffAt(long size, String checkpoint) throws SQLException {
        try (Connection connection = connect()) {
            update(connection, "DELETE FROM entries WHERE n >= ?", size);
            update(connection, "DELETE FROM subtrees WHERE (n + 1) << level > ?", size);
            update(connection, "UPDATE log_head SET size = ?, peaks = ?", size, peaks(connection, size));
            update(connection, "DELETE FROM checkpoints WHERE ? > 0", size);
            update(connection, "INSERT INTO checkpoints (size, at, note) VALUES (?, 0, ?)", size, checkpoint);
        }
    }

    private static byte[] peaks(Connection connection, long size) throws SQLException {
        MerkleTree tree = MerkleTree.of(0, List.of());
        for (long index = 0; index < size; index++) {
            tree.add(LogHash.ofLeaf(entry(connection, index)), (level, at, hash) -> {});
        }
        ByteArrayOutputStream peaks = new ByteArrayOutputStream();
        tree.peaks().forEach(peak -> peaks.writeBytes(peak.bytes()));
        return peaks.toByteArray();
    }

    /** Gives every entry a row of its own, which leaves the log what it is. */
    private Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        List<byte[]> entries = entries(connection);
        update(connection, "DELETE FROM entries");
        for (int index = 0; index < entries.size(); index++) {
            byte[] entry = entries.get(index);
            byte[] leaf = LogHash.ofLeaf(entry).bytes();
            update(connection, "INSERT INTO entries (n, entry, leaf) VALUES (?, ?, ?)", index, entry, leaf);
        }
        return connection;
    }

    private static List<byte[]> entries(Connection connection) throws SQLException {
        List<byte[]> entries = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("SELECT entry FROM entries ORDER BY n");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                new String(inflated(row.getBytes(1)), StandardCharsets.UTF_8)
                        .lines()
                        .forEach(line -> entries.add(line.getBytes(StandardCharsets.UTF_8)));
            }
        }
        return entries;
    }

    /** Long rows are a zero byte and a DEFLATE stream. */
    private static byte[] inflated(byte[] row) throws SQLException {
        if (row[0] == '{') {
            return row;
        }
        ByteArrayInputStream stream = new ByteArrayInputStream(row, 1, row.length - 1);
        try (InflaterInputStream lines = new InflaterInputStream(stream, new Inflater(true))) {
            return lines.readAllBytes();
        } catch (IOException e) {
            throw new SQLException(e);
        }
    }

    private static byte[] entry(Connection connection, long index) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT entry FROM entries WHERE n = ?")) {
            query.setLong(1, index);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw new AssertionError("there is no entry " + index);
                }
                return row.getBytes(1);
            }
        }
    }

    private static void update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                update.setObject(i + 1, values[i]);
            }
            update.executeUpdate();
        }
    }
}
