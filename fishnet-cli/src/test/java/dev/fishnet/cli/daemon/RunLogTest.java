package dev.fishnet.cli.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.audit.Action;
import dev.fishnet.audit.Asked;
import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.Judged;
import dev.fishnet.audit.note.LogSigner;
import dev.fishnet.audit.verify.LogReport;
import dev.fishnet.audit.verify.LogVerifier;
import dev.fishnet.audit.verify.Progress;
import dev.fishnet.cli.Version;
import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.store.AuditReader;
import dev.fishnet.proxy.store.SqliteBooks;
import dev.fishnet.storage.VaultFile;
import dev.fishnet.testkit.Eventually;
import dev.fishnet.upstream.UpstreamName;
import dev.fishnet.vault.CredentialId;
import dev.fishnet.vault.CredentialName;
import dev.fishnet.vault.SecretBytes;
import dev.fishnet.vault.Vault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves in the log beside its requests, and how the next one goes on. */
class RunLogTest {
    private static final String VERSION = "version " + Version.read();

    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private VaultFile vault;

    @BeforeEach
    void aVault() throws FishnetException {
        vault = LoggedRun.vaultIn(folder);
    }

    @Test
    @Tag("S-61")
    void aRunIsInTheLogFromItsBeginningToItsEndAndAllOfItIsSigned() throws Exception {
        begin("").close();

        List<AuditEntry> entries = LoggedRun.entries(folder);
        assertEquals(
                List.of("Opened", "Act", "Prices", "PolicyInForce", "Act"),
                entries.stream().map(entry -> entry.getClass().getSimpleName()).toList());
        assertEquals(act(Action.SERVICE_STARTED, VERSION), entries.get(1));
        assertEquals(act(Action.SERVICE_STOPPED, ""), entries.get(4));
        LogReport report = report(folder);
        assertEquals(List.of(), report.problems());
        assertEquals(5, report.signed().covered());
        assertEquals("", said());
    }

    @Test
    @Tag("S-61")
    void theKeyIsMadeOnceAndLiesInTheVault() throws Exception {
        begin("").close();
        begin("").close();

        AuditEntry.Opened opened = opened();
        assertTrue(opened.origin().matches("dev\\.fishnet/log/[0-9a-f]{16}"), opened.origin());
        try (Vault open = LoggedRun.open(vault);
                SecretBytes key = open.reveal(LogSigner.PLACE)) {
            assertEquals(LogSigner.of(key).verifierKey(), opened.key());
        }
    }

    @Test
    void whatIsAddedToTheVaultMeanwhileStaysInIt() throws Exception {
        CredentialId id = new CredentialId(UpstreamName.OPENAI, new CredentialName("default"));
        SqliteBooks books = SqliteBooks.open(SqliteBooks.in(folder));
        KeyRing keys = KeyRing.of(vault, LoggedRun.open(vault), LoggedRun.terminal(said));
        try (Vault other = LoggedRun.open(vault);
                SecretBytes key = SecretBytes.takeFrom("sk-added".getBytes(StandardCharsets.US_ASCII))) {
            vault.update(other, open -> open.store(id, key, LoggedRun.NOW)).close();
        }

        LoggedRun.begin(folder, books, keys, "", said).end();

        books.close();
        assertTrue(keys.credentialFor(UpstreamName.OPENAI).isPresent());
        assertTrue(keys.has(LogSigner.PLACE));
        keys.close();
    }

    @Test
    @Tag("S-61")
    void aRunThatWasKilledIsMissedByTheNext() throws Exception {
        Path copy = Files.createDirectory(folder.resolve("copy"));
        try (LoggedRun run = begin("")) {
            run.books.appendSynced(intent()).toCompletableFuture().join();
            copyTo(copy);
        }

        LoggedRun.begin(copy, "", said).close();

        List<AuditEntry.Act> acts = LoggedRun.entries(copy, AuditEntry.Act.class);
        assertEquals(act(Action.SERVICE_STARTED, VERSION), acts.get(0));
        assertEquals(
                act(Action.SERVICE_STARTED, VERSION + "; after an end out of order: one request has no outcome"),
                acts.get(1));
        assertEquals("[fishnet] the last run did not end in order: one request has no outcome\n", said());
    }

    @Test
    @Tag("S-61")
    void aLogWhoseKeyTheVaultHasLostDoesNotGoOn() throws Exception {
        begin("").close();
        try (Vault open = LoggedRun.open(vault)) {
            vault.update(open, changed -> changed.remove(LogSigner.PLACE)).close();
        }

        FishnetException refused = assertThrows(FishnetException.class, () -> begin(""));

        assertEquals("the log has entries, and the vault does not have the key of it", refused.getMessage());
        assertTrue(
                refused.hint().orElseThrow().contains("vault.fnv.replaced-"),
                refused.hint().toString());
        assertEquals(5, LoggedRun.entries(folder).size());
    }

    @Test
    @Tag("S-61")
    void aLogOfAnotherKeyDoesNotGoOn() throws Exception {
        begin("").close();
        String origin = opened().origin();
        try (Vault open = LoggedRun.open(vault);
                SecretBytes other = LogSigner.newKey("dev.fishnet/log/other")) {
            vault.update(open, changed -> changed.storeOrReplace(LogSigner.PLACE, other, LoggedRun.NOW))
                    .close();
        }

        FishnetException refused = assertThrows(FishnetException.class, () -> begin(""));

        assertEquals(
                "the log is " + origin + ", and the key in the vault is that of dev.fishnet/log/other",
                refused.getMessage());
    }

    @Test
    void aNewLogHasANewKeyAndThatIsSaid() throws Exception {
        begin("").close();
        AuditEntry.Opened before = opened();
        Files.delete(SqliteBooks.in(folder));

        begin("").close();

        assertFalse(opened().key().equals(before.key()));
        assertEquals(
                "[fishnet] a new log begins; the key in the vault was that of one that is not here any more\n", said());
    }

    @Test
    @Tag("S-61")
    void whatAnotherProcessAppendsIsSignedAndHandedOutAndSoIsTheEnd() throws Exception {
        Path target = folder.resolve("checkpoint");
        try (LoggedRun run = begin("[audit]\ncheckpoint_file = \"" + target + "\"\n")) {
            assertTrue(Eventually.isTrue(() -> Files.exists(target)));
            try (SqliteBooks other = SqliteBooks.open(SqliteBooks.in(folder))) {
                other.appendSynced(act(Action.TOKEN_ISSUED, ""))
                        .toCompletableFuture()
                        .join();
            }
            assertTrue(Eventually.isTrue(() -> signed() == 5));
        }

        assertEquals(6, report(folder).signed().covered());
        assertEquals("6", Files.readAllLines(target).get(1));
        assertEquals("", said());
    }

    private LoggedRun begin(String toml) throws FishnetException {
        return LoggedRun.begin(folder, toml, said);
    }

    /** As a kill leaves them: the books with SQLite's log beside them, and the vault. */
    private void copyTo(Path copy) throws IOException {
        for (String name : List.of("fishnet.db", "fishnet.db-wal", "vault.fnv")) {
            Files.copy(folder.resolve(name), copy.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private long signed() {
        try {
            return report(folder).signed().covered();
        } catch (FishnetException e) {
            throw new IllegalStateException(e);
        }
    }

    private static LogReport report(Path folder) throws FishnetException {
        try (AuditReader log = AuditReader.open(SqliteBooks.in(folder))) {
            return new LogVerifier(LogVerifier.Terms.OWN, Progress.NONE).verify(log);
        }
    }

    private AuditEntry.Opened opened() throws FishnetException {
        List<AuditEntry.Opened> found = LoggedRun.entries(folder, AuditEntry.Opened.class);
        assertEquals(1, found.size());
        return found.getFirst();
    }

    private static AuditEntry.Act act(Action action, String detail) {
        return new AuditEntry.Act(LoggedRun.NOW, action, OptionalLong.empty(), "fishnet", detail);
    }

    private static AuditEntry intent() {
        return new AuditEntry.Intent(
                LoggedRun.NOW,
                new Asked(
                        OptionalLong.of(1001),
                        Optional.empty(),
                        Optional.of(UpstreamName.OPENAI),
                        "GET",
                        "/v1/models",
                        Optional.empty(),
                        Optional.empty()),
                new Judged("p", Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty());
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
