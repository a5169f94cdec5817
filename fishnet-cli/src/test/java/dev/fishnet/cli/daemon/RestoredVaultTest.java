package dev.fishnet.cli.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.error.FishnetException;
import dev.fishnet.proxy.store.SqliteBooks;
import dev.fishnet.storage.VaultFile;
import dev.fishnet.vault.SecretBytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a log goes on when a backup of the vault has been restored. */
class RestoredVaultTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private VaultFile vault;
    private Path backup;

    @BeforeEach
    void aVault() throws FishnetException {
        vault = LoggedRun.vaultIn(folder);
        backup = folder.resolve("backup");
    }

    @Test
    void withABackupFromBeforeTheFirstStartTheLogGoesOn() throws Exception {
        vault.backup(backup);
        start();
        int before = LoggedRun.entries(folder).size();

        restore();
        start();

        assertTrue(LoggedRun.entries(folder).size() > before);
        assertEquals(1, LoggedRun.entries(folder, AuditEntry.Opened.class).size());
        assertFalse(said.toString(StandardCharsets.UTF_8).contains("a new log begins"));
    }

    @Test
    @Tag("S-61")
    void withTheKeyOfAnEarlierLogItDoesNot() throws Exception {
        start();
        vault.backup(backup);
        forgetTheLog();
        start();

        restore();

        FishnetException refused = assertThrows(FishnetException.class, this::start);
        assertTrue(
                refused.getMessage().contains("and the key in the vault is that of dev.fishnet/log/"),
                refused.getMessage());
    }

    @Test
    @Tag("S-61")
    void withAnotherVaultItDoesNot() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));
        LoggedRun.vaultIn(other).backup(backup);
        start();

        restore();

        FishnetException refused = assertThrows(FishnetException.class, this::start);
        assertEquals("the log has entries, and the vault does not have the key of it", refused.getMessage());
    }

    private void start() throws FishnetException {
        LoggedRun.begin(folder, "", said).close();
    }

    private void restore() throws FishnetException {
        try (SecretBytes password = LoggedRun.password()) {
            vault.restore(backup, claimed -> claimed.open(password), LoggedRun.NOW);
        }
    }

    private void forgetTheLog() throws Exception {
        String books = SqliteBooks.in(folder).getFileName().toString();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith(books))
                    .toList()) {
                Files.delete(file);
            }
        }
    }
}
