package dev.fishnet.cli.spend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.alert.Alert;
import dev.fishnet.alert.AlertKind;
import dev.fishnet.cli.CommandLineHarness;
import dev.fishnet.cli.FakePlatform;
import dev.fishnet.policy.AgentName;
import dev.fishnet.proxy.store.SqliteBooks;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.Reservation;
import dev.fishnet.spend.SpendClaim;
import dev.fishnet.spend.SpendRecord;
import dev.fishnet.spend.Spending;
import dev.fishnet.upstream.UpstreamName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpendCommandTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

    @TempDir
    Path temp;

    private Path data;
    private long id;

    @BeforeEach
    void makeTheDirectory() throws Exception {
        data = Files.createDirectory(
                temp.resolve("data"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private CommandLineHarness.Result run(String... args) {
        return CommandLineHarness.on(new FakePlatform())
                .with("FISHNET_DATA_DIR", data.toString())
                .with("COLUMNS", "50")
                .run(args);
    }

    private void spend(SqliteBooks books, String agent, UpstreamName upstream, String what, LocalDate day, long micros)
            throws Exception {
        Reservation reservation =
                new Reservation(++id, new SpendClaim(new AgentName(agent), upstream, what, new MicroUsd(micros)), day);
        books.append(new SpendRecord.Held(id, NOW, reservation))
                .toCompletableFuture()
                .get();
        if (!what.equals("held")) {
            books.append(new SpendRecord.Settled(id, NOW, new MicroUsd(micros), Optional.empty()))
                    .toCompletableFuture()
                    .get();
        }
    }

    private void fill() throws Exception {
        try (SqliteBooks books = SqliteBooks.open(SqliteBooks.in(data))) {
            spend(books, "claude", UpstreamName.OPENAI, "gpt-5", TODAY, 1_500_000);
            spend(books, "claude", UpstreamName.OPENAI, "held", TODAY, 500_000);
            spend(books, "codex", UpstreamName.ANTHROPIC, "\033[31mm\"", TODAY.minusDays(1), 1_000_000);
            spend(books, "codex", UpstreamName.OPENAI, "gpt-5", TODAY.minusMonths(1), 4_000_000);
            spend(books, "codex", Spending.BINANCE, "BTCUSDT", TODAY, 9_000_000);
            books.raise(new Alert(NOW, AlertKind.BUDGET_EXCEEDED, "claude", "the daily cap is reached"));
            books.raise(new Alert(NOW, AlertKind.BUDGET_WARNING, "claude", "most of the daily cap is used"));
        }
    }

    @Test
    void agentsModelsAndDaysAreAddedUp() throws Exception {
        fill();

        CommandLineHarness.Result result = run("spend", "--days", "3");

        assertEquals("""
                AGENT                       TODAY  OF                       THIS MONTH  OF
                claude                    $2.0000  no cap                      $2.0000  no cap
                codex                     $0.0000  no cap                      $1.0000  no cap
                all                       $2.0000  no cap                      $3.0000  no cap

                MODEL                                             REQUESTS        SPENT         HELD
                anthropic/?[31mm?                                        1      $1.0000      $0.0000
                openai/gpt-5                                             1      $1.5000      $0.0000
                openai/held                                              1      $0.0000      $0.5000

                2026-11-19 $0.0000
                2026-11-20 ██████████ $1.0000
                2026-11-21 ████████████████████ $2.0000
                """, result.out());
    }

    @Test
    void jsonIsInMicroDollars() throws Exception {
        fill();

        String json = run("spend", "--json", "--agent", "claude").out();

        assertEquals(
                "{\"today\":\"2026-11-21\",\"agents\":[{\"agent\":\"claude\","
                        + "\"today\":{\"requests\":2,\"settled_micro_usd\":1500000,\"held_micro_usd\":500000},"
                        + "\"month\":{\"requests\":2,\"settled_micro_usd\":1500000,\"held_micro_usd\":500000}}],"
                        + "\"models\":[{\"model\":\"openai/gpt-5\",\"requests\":1,\"settled_micro_usd\":1500000,"
                        + "\"held_micro_usd\":0},{\"model\":\"openai/held\",\"requests\":1,\"settled_micro_usd\":0,"
                        + "\"held_micro_usd\":500000}],"
                        + "\"days\":[{\"day\":\"2026-11-21\",\"requests\":2,\"settled_micro_usd\":1500000,"
                        + "\"held_micro_usd\":500000}]}\n",
                json);
    }

    @Test
    void statusSaysWhatWasSpentTodayAndTheLastAlerts() throws Exception {
        fill();

        String out = run("status").out();

        assertTrue(out.endsWith("""
                        Active alerts: 2 (critical: 1, warning: 1)
                          2026-11-21 09:00 UTC warning claude: most of the daily cap is used
                          2026-11-21 09:00 UTC critical claude: the daily cap is reached
                        Today's spend:
                          binance          $9.0000
                          openai           $2.0000
                        """), out);
        assertTrue(run("status", "--json")
                .out()
                .contains(",\"spent_today_micro_usd\":1500000,\"held_today_micro_usd\":500000,"
                        + "\"alerts\":{\"critical\":1,\"warning\":1}}"));
    }

    @Test
    void withoutBooksNothingIsSaidAndNothingIsMade() {
        assertEquals("Nothing has been spent.\n", run("spend").out());
        assertFalse(run("status").out().contains("spend"));
        assertFalse(Files.exists(SqliteBooks.in(data)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "367", "-1", "x", "1.5", "0999"})
    void aNumberOfDaysIsChecked(String days) {
        assertTrue(run("spend", "--days=" + days).err().contains("--days is a number from 1 to 366"));
    }
}
