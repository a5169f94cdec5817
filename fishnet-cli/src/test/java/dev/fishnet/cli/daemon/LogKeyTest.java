package dev.fishnet.cli.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.audit.LogSource;
import dev.fishnet.audit.note.LogSigner;
import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.store.AuditReader;
import dev.fishnet.proxy.store.SqliteBooks;
import dev.fishnet.storage.VaultFile;
import dev.fishnet.vault.SecretBytes;
import dev.fishnet.vault.Vault;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a log that is found is the one that was left: five entries, all of them signed. */
class LogKeyTest {
    private static final long NONE = -1;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private VaultFile vault;
    private KeyRing keys;
    private LogSource log;

    @BeforeEach
    void aLogThatARunHasLeft() throws FishnetException {
        vault = LoggedRun.vaultIn(folder);
        LoggedRun.begin(folder, "", said).close();
        keys = KeyRing.of(vault, LoggedRun.open(vault), LoggedRun.terminal(said));
        log = AuditReader.open(SqliteBooks.in(folder));
    }

    @AfterEach
    void close() {
        log.close();
        keys.close();
    }

    @Test
    void asItWasLeftItGoesOn() throws Exception {
        try (LogKey key = of(log)) {
            assertFalse(key.isNew());
        }
    }

    @Test
    @Tag("S-61")
    void aLogShorterThanItsCheckpointDoesNotGoOn() {
        FishnetException refused = assertThrows(FishnetException.class, () -> of(new AlteredLog(log, 0, 4, NONE)));

        assertEquals("the log has 4 entries, and its last checkpoint is over 5", refused.getMessage());
    }

    @Test
    @Tag("S-61")
    void aLogWithAnotherEntryThanWasSignedDoesNotGoOn() {
        FishnetException refused = assertThrows(FishnetException.class, () -> of(new AlteredLog(log, 0, 5, 3)));

        assertEquals("the log is not the one that its last checkpoint is of", refused.getMessage());
        assertTrue(refused.hint().orElseThrow().contains("fishnet audit verify"));
    }

    @Test
    @Tag("S-61")
    void whereTheFirstEntryIsArchivedTheCheckpointNamesTheKey() throws Exception {
        replaceTheKey("dev.fishnet/log/other");

        FishnetException refused = assertThrows(FishnetException.class, () -> of(new AlteredLog(log, 1, 5, NONE)));

        assertTrue(refused.getMessage().startsWith("the log's last checkpoint is not its own: "), refused.getMessage());
    }

    @Test
    void whatIsNoKeyIsSaidAndNotRepeated() throws Exception {
        try (SecretBytes secret = SecretBytes.takeFrom("sk-misplaced".getBytes(StandardCharsets.US_ASCII))) {
            keys.change(open -> open.storeOrReplace(LogSigner.PLACE, secret, LoggedRun.NOW));
        }

        FishnetException refused = assertThrows(FishnetException.class, () -> of(log));

        assertTrue(refused.getMessage().startsWith("what the vault has as the key of the log is none"));
        assertFalse(refused.getMessage().contains("sk-misplaced"), refused.getMessage());
    }

    private void replaceTheKey(String origin) throws FishnetException {
        try (Vault open = LoggedRun.open(vault);
                SecretBytes other = LogSigner.newKey(origin)) {
            vault.update(open, changed -> changed.storeOrReplace(LogSigner.PLACE, other, LoggedRun.NOW))
                    .close();
        }
        keys.lookAgain();
    }

    private LogKey of(LogSource source) throws FishnetException {
        return LogKey.of(source, keys, LoggedRun.NOW, LoggedRun.terminal(said));
    }
}
