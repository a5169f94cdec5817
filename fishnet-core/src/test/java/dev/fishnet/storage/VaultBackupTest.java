package dev.fishnet.storage;

import static dev.fishnet.vault.Vaults.NOW;
import static dev.fishnet.vault.Vaults.QUICK;
import static dev.fishnet.vault.Vaults.id;
import static dev.fishnet.vault.Vaults.password;
import static dev.fishnet.vault.Vaults.reveal;
import static dev.fishnet.vault.Vaults.secret;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.vault.Unlock;
import dev.fishnet.vault.Vault;
import dev.fishnet.vault.Vaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultBackupTest {
    private static final Unlock PASSWORD = found -> found.open(password());

    @TempDir
    Path folder;

    private VaultFile file;
    private Vault vault;
    private Path backup;
    private Path kept;

    @BeforeEach
    void create() throws FishnetException {
        file = new VaultFile(folder.resolve("vault"));
        vault = Vaults.small();
        file.create(vault);
        backup = folder.resolve("backup");
        kept = folder.resolve("vault.replaced-20261121T101500Z");
    }

    @Tag("S-16")
    @Test
    void aBackupIsTheSameFileForItsOwnerAlone() throws Exception {
        file.backup(backup);

        assertArrayEquals(Files.readAllBytes(file.path()), Files.readAllBytes(backup));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)));
        assertEquals(List.of("backup", "vault", "vault.lock"), names());
    }

    @Test
    void aBackupOverwritesNothing() throws Exception {
        Files.writeString(backup, "something dear");

        FishnetException refused = assertThrows(FishnetException.class, () -> file.backup(backup));
        assertThrows(FishnetException.class, () -> file.backup(file.path()));

        assertEquals(backup + " exists already", refused.getMessage());
        assertEquals("something dear", Files.readString(backup));
    }

    @Test
    void aDamagedVaultIsNotBackedUp() throws Exception {
        damage(file.path());

        assertThrows(FishnetException.class, () -> file.backup(backup));

        assertEquals(List.of("vault", "vault.lock"), names());
    }

    @Test
    void aRestorePutsTheBackupInPlaceAndKeepsWhatItReplaced() throws Exception {
        file.backup(backup);
        file.update(vault, change -> change.storeOrReplace(id("openai", "main"), secret("sk-later"), NOW))
                .close();
        byte[] replaced = Files.readAllBytes(file.path());

        assertEquals(Optional.of(kept), file.restore(backup, PASSWORD, NOW));

        try (Vault restored = file.read().open(password())) {
            assertEquals("sk-one", reveal(restored, id("openai", "main")));
        }
        assertArrayEquals(replaced, Files.readAllBytes(kept));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())));
        assertEquals(List.of("backup", "vault", "vault.lock", kept.getFileName() + ""), names());
    }

    /** A daemon that has the vault open takes the restored state for what it is: the latest. */
    @Test
    void aRestoreIsALaterStateOfTheVault() throws Exception {
        file.backup(backup);
        Vault daemon = file.update(vault, change -> change.store(id("openai", "new"), secret("sk-3"), NOW));

        file.restore(backup, PASSWORD, NOW);

        Vault seen = file.changedSince(daemon).orElseThrow();
        assertEquals(daemon.generation() + 1, seen.generation());
        assertEquals(2, seen.credentials().size());
    }

    @Tag("S-15")
    @Test
    void aWrongPasswordReplacesNothing() throws Exception {
        file.backup(backup);

        assertNothingIsReplaced("invalid master password", found -> found.open(secret("guess")));
    }

    @Tag("S-15")
    @ParameterizedTest
    @ValueSource(ints = {0, 30, 200, -1})
    void aDamagedBackupReplacesNothing(int at) throws Exception {
        file.backup(backup);
        byte[] content = Files.readAllBytes(backup);
        content[at < 0 ? content.length - 1 : at] ^= 1;
        Files.write(backup, content);

        assertNothingIsReplaced(
                at == 0 ? "this file is not a Fishnet vault" : "the vault file is damaged: its checksum does not match",
                PASSWORD);
    }

    @Tag("S-15")
    @Test
    void aBackupThatIsNotThereReplacesNothing() throws Exception {
        assertNothingIsReplaced("cannot read " + backup + ": no such file or folder", PASSWORD);
    }

    @Tag("S-15")
    @Test
    void aReplacedVaultIsNeverOverwritten() throws Exception {
        file.backup(backup);
        Files.writeString(kept, "from an earlier restore");

        assertNothingIsReplaced("cannot write " + file.path() + ": it exists already", PASSWORD);

        assertEquals("from an earlier restore", Files.readString(kept));
    }

    private void assertNothingIsReplaced(String message, Unlock unlock) throws IOException {
        byte[] before = Files.readAllBytes(file.path());
        List<String> names = names();

        FishnetException refused = assertThrows(FishnetException.class, () -> file.restore(backup, unlock, NOW));

        assertEquals(message, refused.getMessage());
        assertArrayEquals(before, Files.readAllBytes(file.path()));
        assertEquals(names, names());
    }

    @Test
    void aDamagedVaultIsReplacedAndKept() throws Exception {
        file.backup(backup);
        damage(file.path());

        assertEquals(Optional.of(kept), file.restore(backup, PASSWORD, NOW));

        assertEquals(2, file.read().open(password()).credentials().size());
        assertThrows(FishnetException.class, () -> new VaultFile(kept).read());
    }

    @Test
    void aLostVaultIsRestored() throws Exception {
        file.backup(backup);
        Files.delete(file.path());

        assertTrue(file.restore(backup, PASSWORD, NOW).isEmpty());

        assertEquals(2, file.read().open(password()).credentials().size());
    }

    @Test
    void aBackupFromBeforeAPasswordChangeOpensWithTheOldPassword() throws Exception {
        file.backup(backup);
        file.update(vault, change -> change.changePassword(password(), secret("new one"), QUICK))
                .close();

        file.restore(backup, PASSWORD, NOW);

        assertThrows(FishnetException.class, () -> file.read().open(secret("new one")));
        file.read().open(password()).close();
    }

    private static void damage(Path path) throws IOException {
        byte[] content = Files.readAllBytes(path);
        content[100] ^= 1;
        Files.write(path, content);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
