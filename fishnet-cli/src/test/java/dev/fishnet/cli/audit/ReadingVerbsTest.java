package dev.fishnet.cli.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.audit.Action;
import dev.fishnet.audit.Asked;
import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.Ending;
import dev.fishnet.audit.Judged;
import dev.fishnet.cli.CommandLineHarness;
import dev.fishnet.cli.Environment;
import dev.fishnet.cli.FakePlatform;
import dev.fishnet.cli.Terminal;
import dev.fishnet.cli.Workspace;
import dev.fishnet.config.FishnetConfig;
import dev.fishnet.config.Reading;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.DenialCode;
import dev.fishnet.policy.RuleId;
import dev.fishnet.spend.PriceBook;
import dev.fishnet.storage.ConfigFile;
import dev.fishnet.upstream.UpstreamName;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code fishnet audit}, {@code list}, {@code export} and {@code replay} on a log in a file. */
class ReadingVerbsTest {
    private static final Instant AT = Instant.parse("2026-11-21T09:00:00Z");
    private static final FishnetConfig CONFIG = Reading.of(
                    ConfigFile.documentOf("""
                            [agents.claude]
                            upstreams = ["openai"]
                            """.getBytes(StandardCharsets.UTF_8)), name -> Optional.empty())
            .config()
            .orElseThrow();

    private static final Selection EVERYTHING = new Selection(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    @TempDir
    Path temp;

    private WrittenLog log;

    @BeforeEach
    void write() throws Exception {
        log = WrittenLog.in(temp, 1);
        PriceBook book = PriceBook.builtIn();
        log.append(
                new AuditEntry.Prices(AT, book.id(), book.table()),
                new AuditEntry.PolicyInForce(
                        AT, CONFIG.settings().id(), CONFIG.settings().text(), book.id()),
                new AuditEntry.Intent(AT.plusSeconds(1), asked("/v1/models"), judged(), Optional.empty()),
                denied("/v1/files", "No rule allows this method and path at openai; allowed are GET /v1/models."),
                outcome(3),
                new AuditEntry.Act(
                        AT.plusSeconds(4), Action.CREDENTIAL_ADDED, OptionalLong.of(0), "=openai:main", "\033[31mred"),
                new AuditEntry.Intent(AT.plusSeconds(5), asked("/v1/models"), judged(), Optional.empty()));
    }

    private static Asked asked(String path) {
        return new Asked(
                OptionalLong.of(1001),
                Optional.of(new AgentName("claude")),
                Optional.of(UpstreamName.OPENAI),
                "GET",
                path,
                Optional.empty(),
                Optional.empty());
    }

    private static Judged judged() {
        return new Judged(
                CONFIG.settings().id(),
                Optional.empty(),
                List.of(new RuleId("default_endpoints")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static AuditEntry denied(String path, String reason) {
        return new AuditEntry.Denied(
                AT.plusSeconds(2), asked(path), Optional.of(judged()), DenialCode.ENDPOINT_NOT_ALLOWED, reason);
    }

    private static AuditEntry outcome(long intent) {
        return new AuditEntry.Outcome(
                AT.plusSeconds(3),
                intent,
                Ending.ANSWERED,
                OptionalInt.of(200),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofMillis(1250));
    }

    private CommandLineHarness.Result run(String... args) {
        return CommandLineHarness.on(new FakePlatform())
                .with("FISHNET_DATA_DIR", log.data.toString())
                .run(args);
    }

    @Test
    void anAllowedRequestAndWhatBecameOfItAreOneLine() {
        CommandLineHarness.Result result = run("audit", "--limit", "4");

        assertEquals("""
                ENTRY  TIME (UTC)      AGENT   UPSTREAM  DECISION         COST  WHAT
                    3  11-21 09:00:01  claude  openai    allowed 200         -  GET /v1/models (1.3 s)
                    4  11-21 09:00:02  claude  openai    denied              -  endpoint_not_allowed: GET /v1/files
                    6  11-21 09:00:04  -       -         act                 -  credential_added =openai:main: ?[31mred
                    7  11-21 09:00:05  claude  openai    allowed -           -  GET /v1/models
                """, result.out());
    }

    @Test
    void linesAreCutToTheTerminal() {
        String out = CommandLineHarness.on(new FakePlatform())
                .with("FISHNET_DATA_DIR", log.data.toString())
                .with("COLUMNS", "80")
                .run("audit", "list")
                .out();

        assertTrue(out.lines().allMatch(line -> line.length() <= 80), out);
        assertTrue(out.contains("endpoint_not_al…"), out);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--decision allowed|3 7",
                "--decision denied|4",
                "--code endpoint_not_allowed|4",
                "--kind act|6",
                "--kind outcome|5",
                "--agent claude --limit 2|4 7",
                "--agent nobody|",
                "--upstream openai|3 4 7",
                "--since 2026-11-21T09:00:04Z|6 7",
                "--until 2026-11-21T09:00:02Z|0 1 2 3",
                "--since 1h|1 2 3 4 6 7",
                "--since 2026-11-22|",
            })
    void onlyWhatIsWantedIsListed(String options, String entries) {
        String out = run(("audit list " + options).split(" ")).out();

        assertEquals(
                entries == null ? "" : entries,
                String.join(
                        " ",
                        out.lines()
                                .map(String::strip)
                                .filter(line -> line.matches("[0-9].*"))
                                .map(line -> line.split(" ")[0])
                                .toList()));
    }

    @ParameterizedTest
    @CsvSource({"--limit,0", "--limit,x", "--decision,maybe", "--kind,thing", "--code,no_such", "--since,yesterday"})
    void whatCannotBeMeantIsWrongUsage(String option, String value) {
        assertEquals(2, run("audit", "list", option, value).exitCode());
    }

    @Test
    @Tag("S-60")
    void theExportIsWhatIsInTheLogWholeAndForItsOwnerAlone() throws Exception {
        Path file = temp.resolve("log.jsonl");

        CommandLineHarness.Result result = run("audit", "export", "--output", file.toString());

        assertEquals(0, result.exitCode(), result.err());
        assertEquals(
                run("audit", "list", "--json", "--kind", "denied").out(),
                Files.readAllLines(file).get(4) + "\n");
        assertEquals(8, Files.readAllLines(file).size());
        assertEquals(Files.readString(file), run("audit", "export").out());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertTrue(Files.readString(temp.resolve("log.jsonl.checkpoint")).startsWith(WrittenLog.ORIGIN + "\n1\n"));
        assertTrue(result.err().contains("the log's key is " + log.signer.verifierKey()), result.err());
        assertEquals(2, run("audit", "export", "--output", file.toString()).exitCode());
    }

    @Test
    void aTableIsSafeForSpreadsheets() {
        List<String> rows = run("audit", "export", "--format", "csv", "--kind", "act")
                .out()
                .lines()
                .toList();

        assertEquals(2, rows.size());
        assertTrue(rows.getFirst().startsWith("entry,time,kind,intent,"), rows.getFirst());
        assertTrue(rows.getLast().startsWith("6,2026-11-21T09:00:04Z,act,,0,"), rows.getLast());
        assertTrue(rows.getLast().contains(",credential_added,'=openai:main,"), rows.getLast());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"=1,'=1", "+1,'+1", "-1,'-1", "@x,'@x", "＝1,'＝1", "/a;=1;+2,/a;'=1;'+2", "a-b,a-b", "``,``"})
    void aFormulaBeginsWithAnApostrophe(String text, String field) {
        assertEquals(field, EntryCsv.quoted(text));
        assertEquals("'\tx", EntryCsv.quoted("\tx"));
        assertEquals("\"'\rx\"", EntryCsv.quoted("\rx"));
        assertEquals("\"a\"\"b,\n\"", EntryCsv.quoted("a\"b,\n"));
    }

    @Test
    @Tag("S-60")
    void aLogThatAgreesWithItsPolicyIsReplayed() throws Exception {
        log.forge("DELETE FROM entries WHERE n = 4");

        CommandLineHarness.Result result = run("audit", "replay");

        assertEquals(0, result.exitCode(), result.out() + result.err());
        assertTrue(result.out().endsWith("ok: everything comes out as the log has it\n"), result.out());
    }

    @Test
    @Tag("S-60")
    void oneThatDoesNotIsNamed() {
        CommandLineHarness.Result result = run("audit", "replay");
        String json = run("audit", "replay", "--json").out();

        assertEquals(3, result.exitCode());
        assertTrue(result.out().startsWith("DIFFERS entry 4, reason: the log has No rule allows"), result.out());
        assertTrue(result.out().endsWith("NOT THE SAME: 1 difference\n"), result.out());
        assertTrue(json.startsWith("{\"differences\":[\n{") && json.contains("\"what\": \"reason\""), json);
        assertFalse(json.contains("\"same\": true"), json);
    }

    @Test
    @Timeout(60)
    void followingShowsWhatComesUntilItIsInterrupted() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(print, print, InputStream.nullInputStream(), null, false);
        Logs logs = new Logs(new Workspace(
                new FakePlatform(), new Environment(Map.of("FISHNET_DATA_DIR", log.data.toString()), "Linux")));
        Following following =
                new Following(logs, EVERYTHING, new EntryLines(terminal, Optional.empty(), false), index -> {});
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            following.from(7);
            return true;
        });
        Thread thread = new Thread(task);
        thread.start();

        await(out, "    7  11-21 09:00:05  claude  openai    allowed -           -  GET /v1/models\n");
        log.append(outcome(7), denied("/v1/files", "No."));
        await(out, "    7  11-21 09:00:05  claude  openai    allowed 200         -  GET /v1/models (1.3 s)\n");
        await(out, "    9  11-21 09:00:02  claude  openai    denied              -  endpoint_not_allowed");
        thread.interrupt();

        assertTrue(task.get(), "it ends");
    }

    private static void await(ByteArrayOutputStream out, String text) {
        while (!out.toString(StandardCharsets.UTF_8).contains(text)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void withoutALogThereIsNothingToRead() throws Exception {
        Files.delete(log.file());

        CommandLineHarness.Result result = run("audit");

        assertEquals(1, result.exitCode());
        assertTrue(result.err().contains("there is no log yet"), result.err());
    }
}
