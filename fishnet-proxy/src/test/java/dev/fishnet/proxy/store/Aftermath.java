package dev.fishnet.proxy.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.config.AuditSettings.Durability;
import dev.fishnet.spend.SpendHistory;
import dev.fishnet.testkit.AuditStorePortContract;
import dev.fishnet.testkit.SpendStorePortContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@link LoggingChild} has left.
 *
 * @param crash what happened to it
 * @param printed what it had acknowledged
 */
record Aftermath(Crash crash, Path file, List<String> printed) {
    private static final Pattern TAG = Pattern.compile("t(\\d)-(\\d+)x");

    /** The next process goes on, and finds all that was acknowledged, once, in order, under one head. */
    void assertHolds() throws Exception {
        long next;
        try (SqliteBooks again = SqliteBooks.open(file, Durability.PROCESS)) {
            if (again.head().size() == 0) {
                again.append(AuditStorePortContract.OPENED);
            }
            next = again.append(AuditStorePortContract.act(0))
                    .toCompletableFuture()
                    .get();
        }
        ReadLog log = ReadLog.checked(file);
        assertEquals(log.texts().size() - 1, next, crash + ": appends go on behind the last entry");
        assertAcknowledgedAreThere(log);
        assertOnceAndInOrder(log);
        assertCheckpointsAreTrue(log);
        assertBooksHave();
    }

    private void assertAcknowledgedAreThere(ReadLog log) {
        for (String line : printed) {
            String[] words = line.split(" ");
            if (words[0].equals("log")) {
                String text = log.texts().get(Integer.parseInt(words[1]));
                assertTrue(words.length < 3 || text.contains(words[2]), crash + " lost " + line + " for " + text);
            } else if (words[0].equals("kept")) {
                String version = "\"version\":" + words[1] + ",";
                assertEquals(
                        1,
                        log.texts().stream()
                                .filter(text -> text.contains(version))
                                .count(),
                        crash + " has this so often: " + line);
            }
        }
    }

    /** Every thread waits for one entry before it writes the next. */
    private void assertOnceAndInOrder(ReadLog log) {
        int[] next = new int[LoggingChild.THREADS];
        for (String text : log.texts()) {
            Matcher tag = TAG.matcher(text);
            if (tag.find()) {
                int thread = Integer.parseInt(tag.group(1));
                assertEquals(next[thread], Integer.parseInt(tag.group(2)), crash + " at " + tag.group());
                next[thread]++;
            }
        }
    }

    private void assertCheckpointsAreTrue(ReadLog log) {
        int acknowledged = printed.stream()
                .filter(line -> line.startsWith("checkpoint "))
                .mapToInt(line -> Integer.parseInt(line.split(" ")[1]))
                .max()
                .orElse(-1);
        int last = -1;
        for (String checkpoint : log.checkpoints()) {
            String[] words = checkpoint.split(" ");
            last = Integer.parseInt(words[0]);
            assertEquals(log.roots().get(last).hex(), words[1], crash + " made a checkpoint untrue");
        }
        assertTrue(last >= acknowledged, crash + " lost a checkpoint of " + acknowledged);
    }

    private void assertBooksHave() throws Exception {
        try (Connection connection = Connections.reader(file);
                Statement statement = connection.createStatement()) {
            try (ResultSet whole = statement.executeQuery("PRAGMA integrity_check")) {
                assertEquals("ok", whole.getString(1), crash.toString());
            }
        }
        List<Long> held = printed.stream()
                .filter(line -> line.startsWith("kept "))
                .map(line -> Long.parseLong(line.split(" ")[1]))
                .toList();
        if (!held.isEmpty()) {
            try (BooksReader books = BooksReader.open(file)) {
                SpendHistory history = books.since(SpendStorePortContract.DAY);
                assertTrue(history.days().getFirst().requests() >= held.size(), crash + " lost of " + held);
                assertTrue(history.lastId() >= Collections.max(held), crash + " lost of " + held);
            }
        }
    }
}
