package dev.fishnet.cli.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.tree.LogHash;
import dev.fishnet.audit.tree.MerkleTree;
import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.store.AuditReader;
import dev.fishnet.proxy.store.SqliteBooks;
import dev.fishnet.testkit.Eventually;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running daemon signs. */
class CheckpointsTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    @Tag("S-61")
    void aLogThatIsRewrittenWhileItGrowsIsNotSignedAnyMore() throws Exception {
        LoggedRun.vaultIn(folder);
        try (LoggedRun run = LoggedRun.begin(folder, "", said)) {
            assertTrue(Eventually.isTrue(() -> checkpoints().size() == 1));

            rewrite();

            assertTrue(Eventually.isTrue(() -> said().contains("does not begin with the 4 entries that were signed")));
        }
        assertEquals(List.of(), checkpoints());
    }

    /** As somebody may who has the file and not the key: every hash fits, and the old checkpoints are gone. */
    private void rewrite() throws Exception {
        List<byte[]> entries = texts();
        entries.set(
                1,
                new String(entries.get(1), StandardCharsets.UTF_8)
                        .replace("service_started", "service_stopped")
                        .getBytes(StandardCharsets.UTF_8));
        entries.add(new String(entries.get(1), StandardCharsets.UTF_8)
                .replace("\"n\":1,", "\"n\":4,")
                .getBytes(StandardCharsets.UTF_8));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + SqliteBooks.in(folder));
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("DELETE FROM checkpoints");
            statement.execute("DELETE FROM entries");
            write(connection, entries);
            connection.commit();
        }
    }

    private static void write(Connection connection, List<byte[]> entries) throws SQLException {
        MerkleTree tree = MerkleTree.of(0, List.of());
        ByteArrayOutputStream peaks = new ByteArrayOutputStream();
        try (PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO entries (n, entry, leaf) VALUES (?, ?, ?)");
                PreparedStatement head = connection.prepareStatement("UPDATE log_head SET size = ?, peaks = ?")) {
            for (byte[] entry : entries) {
                LogHash leaf = LogHash.ofLeaf(entry);
                insert.setLong(1, tree.size());
                insert.setBytes(2, entry);
                insert.setBytes(3, leaf.bytes());
                insert.executeUpdate();
                tree.add(leaf, (level, index, hash) -> {});
            }
            tree.peaks().forEach(peak -> peaks.writeBytes(peak.bytes()));
            head.setLong(1, tree.size());
            head.setBytes(2, peaks.toByteArray());
            head.executeUpdate();
        }
    }

    private List<byte[]> texts() throws FishnetException {
        List<byte[]> texts = new ArrayList<>();
        try (LogSource log = AuditReader.open(SqliteBooks.in(folder))) {
            log.entries(0, (index, text, leaf) -> texts.add(text));
        }
        return texts;
    }

    private List<String> checkpoints() {
        try (LogSource log = AuditReader.open(SqliteBooks.in(folder))) {
            return log.checkpoints();
        } catch (FishnetException e) {
            throw new IllegalStateException(e);
        }
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
