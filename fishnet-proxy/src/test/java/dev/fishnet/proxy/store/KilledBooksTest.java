package dev.fishnet.proxy.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.config.AuditSettings.Durability;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.SpendHistory;
import dev.fishnet.spend.SpendHistory.DaySum;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 under load, again and again, on the same books. */
@Tag("S-39")
@Tag("S-70")
class KilledBooksTest {
    private static final int KILLS = 6;

    @TempDir
    Path folder;

    @Test
    void whatWasHeldBeforeAKillIsInTheBooksAndNoIdIsUsedTwice() throws Exception {
        Path file = SqliteBooks.in(folder);
        Random random = new Random(39);
        Set<Long> printed = new HashSet<>();
        for (int kill = 0; kill < KILLS; kill++) {
            printed.addAll(idsUntilKilled(file, 200 + random.nextInt(3000), printed));
            assertHolds(file, printed);
        }
        assertTrue(printed.size() > KILLS * 200);
    }

    private static Set<Long> idsUntilKilled(Path file, int lines, Set<Long> before) throws Exception {
        Process child = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SpendingChild.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Set<Long> ids = new HashSet<>();
        try (BufferedReader out = child.inputReader()) {
            assertEquals("ready", out.readLine());
            read(out, lines, ids, before);
            child.toHandle().destroyForcibly();
            read(out, Integer.MAX_VALUE, ids, before);
        } finally {
            child.destroyForcibly().waitFor();
        }
        return ids;
    }

    /** The last line may be cut in two by the kill. */
    private static void read(BufferedReader out, int lines, Set<Long> ids, Set<Long> before) throws IOException {
        for (int i = 0; i < lines; i++) {
            String line = out.readLine();
            if (line == null) {
                return;
            }
            out.mark(1);
            boolean last = out.read() < 0;
            if (last) {
                return;
            }
            out.reset();
            long id = Long.parseLong(line);
            assertTrue(!before.contains(id) && ids.add(id), "an id is used once: " + id);
        }
    }

    /**
     * Every reservation is in the sums, held or settled: what is settled cost 4, and what is not holds what it held.
     */
    private static void assertHolds(Path file, Set<Long> printed) throws Exception {
        try (SqliteBooks books = SqliteBooks.open(file, Durability.PROCESS)) {
            SpendHistory history = books.since(LocalDate.EPOCH);
            assertEquals(1, history.days().size());
            DaySum sum = history.days().getFirst();
            long settled = sum.settled().value() / SpendingChild.COST;

            assertTrue(sum.requests() >= printed.size(), "every reservation that was printed is in the books");
            assertTrue(history.lastId() >= Collections.max(printed));
            assertTrue(settled > 0);
            assertEquals(new MicroUsd(settled * SpendingChild.COST), sum.settled());
            assertEquals(new MicroUsd((sum.requests() - settled) * SpendingChild.AT_MOST), sum.held());
            assertTrue(sum.settled().plus(sum.held()).compareTo(SpendingChild.CAP) <= 0);
        }
    }
}
