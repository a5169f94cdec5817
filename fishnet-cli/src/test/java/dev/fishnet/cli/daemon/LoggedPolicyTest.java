package dev.fishnet.cli.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.audit.Action;
import dev.fishnet.audit.AuditEntry;
import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.store.SqliteBooks;
import dev.fishnet.spend.PriceBook;
import dev.fishnet.storage.VaultFile;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the configuration does to a run's log, and the log has of the configuration. */
class LoggedPolicyTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private VaultFile vault;

    @BeforeEach
    void aVault() throws FishnetException {
        vault = LoggedRun.vaultIn(folder);
    }

    @Test
    void thePolicyAndItsPricesAreThereToJudgeAgain() throws Exception {
        begin("[llm]\ndaily_budget_usd = 7\n").close();

        AuditEntry.Prices prices =
                LoggedRun.entries(folder, AuditEntry.Prices.class).getFirst();
        AuditEntry.PolicyInForce policy =
                LoggedRun.entries(folder, AuditEntry.PolicyInForce.class).getFirst();
        assertEquals(PriceBook.builtIn(), PriceBook.ofTable(prices.table()));
        assertEquals(prices.prices(), policy.prices());
        assertEquals(
                policy.policy(), LoggedRun.config(policy.settings()).policy().id());
        assertTrue(policy.settings().contains("llm.daily_budget_usd = 7\n"), policy.settings());
    }

    @Test
    void aPolicyThatChangesIsInTheLogAndOneThatSaysTheSameIsNot() throws Exception {
        try (LoggedRun run = begin("")) {
            run.log.takeUp(LoggedRun.config("# the same"));
            run.log.takeUp(LoggedRun.config("[llm]\ndaily_budget_usd = 7\n"));
        }

        assertEquals(
                2, LoggedRun.entries(folder, AuditEntry.PolicyInForce.class).size());
    }

    @Test
    void aRefusedPolicyIsInTheLogWithoutWhatIsQuotedOfIt() throws Exception {
        try (LoggedRun run = begin("")) {
            run.log.refused("/etc/f.toml", "/etc/f.toml:1: not TOML: Unexpected 'sk-misplaced'\n/etc/f.toml:2: no");
        }

        assertEquals(
                new AuditEntry.Act(
                        LoggedRun.NOW,
                        Action.POLICY_REFUSED,
                        OptionalLong.empty(),
                        "/etc/f.toml",
                        "/etc/f.toml:1: not TOML\n/etc/f.toml:2: no"),
                LoggedRun.entries(folder, AuditEntry.Act.class).get(1));
    }

    @Test
    void aLogThatCannotBeWrittenIsNoStart() throws Exception {
        SqliteBooks closed = SqliteBooks.open(SqliteBooks.in(folder));
        closed.close();
        try (KeyRing keys = KeyRing.of(vault, LoggedRun.open(vault), LoggedRun.terminal(said))) {
            assertThrows(FishnetException.class, () -> LoggedRun.begin(folder, closed, keys, "", said));
        }
    }

    @Test
    void itIsOneWhereTheOperatorWantsItAndThatIsSaid() throws Exception {
        SqliteBooks closed = SqliteBooks.open(SqliteBooks.in(folder));
        closed.close();
        try (KeyRing keys = KeyRing.of(vault, LoggedRun.open(vault), LoggedRun.terminal(said))) {
            LoggedRun.begin(folder, closed, keys, "[audit]\nwhen_unwritable = \"serve\"\n", said)
                    .end();
        }

        assertTrue(
                said().startsWith("[fishnet] requests go on without log and books, as audit.when_unwritable says: "),
                said());
    }

    private LoggedRun begin(String toml) throws FishnetException {
        return LoggedRun.begin(folder, toml, said);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
