package dev.fishnet.storage;

import static dev.fishnet.vault.Vaults.NOW;
import static dev.fishnet.vault.Vaults.id;
import static dev.fishnet.vault.Vaults.password;
import static dev.fishnet.vault.Vaults.secret;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.vault.UnverifiedVault;
import dev.fishnet.vault.Vault;
import dev.fishnet.vault.Vaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultFileTest {
    @TempDir
    Path folder;

    private VaultFile file;
    private Vault vault;

    @BeforeEach
    void create() throws FishnetException {
        file = new VaultFile(folder.resolve("vault"));
        vault = Vaults.small();
        file.create(vault);
    }

    @Tag("S-16")
    @Test
    void theFilesAreTheirOwnersAlone() throws Exception {
        file.update(vault, change -> {}).close();

        for (String name : List.of("vault", "vault.lock")) {
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))),
                    name);
        }
        assertEquals(List.of("vault", "vault.lock"), names());
    }

    @Test
    void aVaultIsCreatedOnceOnly() throws Exception {
        byte[] before = Files.readAllBytes(file.path());

        FishnetException refused = assertThrows(FishnetException.class, () -> file.create(Vaults.small()));

        assertEquals(file.path() + " exists already", refused.getMessage());
        assertArrayEquals(before, Files.readAllBytes(file.path()));
    }

    @Test
    void aMissingVaultIsNamed() {
        VaultFile missing = new VaultFile(folder.resolve("other"));

        FishnetException refused = assertThrows(FishnetException.class, missing::read);

        assertFalse(missing.exists());
        assertEquals("there is no vault at " + missing.path(), refused.getMessage());
        assertEquals(ErrorKind.NOT_FOUND, refused.kind());
    }

    @Test
    void aMissingFolderIsAnError() throws Exception {
        VaultFile lost = new VaultFile(folder.resolve("nowhere/vault"));
        Vault fresh = Vaults.small();

        assertEquals(
                ErrorKind.NOT_FOUND,
                assertThrows(FishnetException.class, () -> lost.create(fresh)).kind());
    }

    @Tag("S-16")
    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rw-rw-rw-"})
    void aVaultThatOthersMayTouchIsRefused(String mode) throws Exception {
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString(mode));

        FishnetException refused = assertThrows(FishnetException.class, file::read);

        assertEquals("chmod 600 " + file.path(), refused.hint().orElseThrow());
        assertThrows(FishnetException.class, () -> file.update(vault, change -> {}));
        assertThrows(FishnetException.class, () -> file.backup(folder.resolve("backup")));
    }

    @Tag("S-16")
    @Test
    void aSymbolicLinkIsNotFollowed() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), file.path());
        VaultFile linked = new VaultFile(link);

        assertEquals(
                link + " is not a regular file",
                assertThrows(FishnetException.class, linked::read).getMessage());
        assertThrows(FishnetException.class, () -> linked.update(vault, change -> {}));
        assertThrows(FishnetException.class, () -> linked.restore(file.path(), found -> found.open(password()), NOW));
        assertTrue(Files.isSymbolicLink(link));
    }

    @Test
    void aFolderInItsPlaceIsRefused() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));

        assertThrows(FishnetException.class, () -> new VaultFile(other).read());
    }

    @Test
    void aFileThatIsTooLargeIsNotRead() throws Exception {
        Files.write(file.path(), new byte[UnverifiedVault.LARGEST_FILE + 1]);

        FishnetException refused = assertThrows(FishnetException.class, file::read);

        assertEquals(file.path() + " is larger than 1048576 bytes", refused.getMessage());
    }

    @Test
    void anUpdateChangesWhatIsInTheFileNow() throws Exception {
        file.update(vault, change -> change.store(id("openai", "second"), secret("sk-2"), NOW))
                .close();

        try (Vault latest = file.update(vault, change -> change.remove(id("openai", "main")))) {
            assertEquals(
                    List.of(id("anthropic", "main"), id("openai", "second")),
                    latest.credentials().stream().map(found -> found.id()).toList());
            assertEquals(3, latest.generation());
            assertTrue(file.changedSince(latest).isEmpty());
        }
        assertEquals(3, file.changedSince(vault).orElseThrow().generation());
    }

    @Test
    void aChangeThatFailsLeavesTheFileAsItWas() throws Exception {
        byte[] before = Files.readAllBytes(file.path());

        assertThrows(
                FishnetException.class,
                () -> file.update(vault, change -> {
                    change.remove(id("anthropic", "main"));
                    change.store(id("openai", "main"), secret("sk-again"), NOW);
                }));

        assertArrayEquals(before, Files.readAllBytes(file.path()));
        assertEquals(List.of("vault", "vault.lock"), names());
    }

    @Tag("S-13")
    @Test
    void whatAKilledWriterLeftIsRemovedByTheNext() throws Exception {
        Files.writeString(folder.resolve("vault.tmp"), "half a vau");

        file.update(vault, change -> {}).close();

        assertEquals(List.of("vault", "vault.lock"), names());
        assertEquals(2, file.read().open(password()).generation());
    }

    @Tag("S-13")
    @Test
    void aWriteThatCannotBeginLeavesTheFileAsItWas() throws Exception {
        byte[] before = Files.readAllBytes(file.path());
        Files.createDirectories(folder.resolve("vault.tmp/in the way"));

        FishnetException failed = assertThrows(FishnetException.class, () -> file.update(vault, change -> {}));

        assertEquals("cannot write " + file.path() + ": there is a folder of that name", failed.getMessage());
        assertArrayEquals(before, Files.readAllBytes(file.path()));
    }

    @Tag("S-11")
    @Test
    void anOlderFilePutBackIsNoticedByWhoHasTheVaultOpen() throws Exception {
        byte[] old = Files.readAllBytes(file.path());
        try (Vault latest = file.update(vault, change -> change.remove(id("openai", "main")))) {
            Files.write(file.path(), old);

            assertThrows(FishnetException.class, () -> file.changedSince(latest));
            assertThrows(FishnetException.class, () -> file.update(latest, change -> {}));
        }
        assertArrayEquals(old, Files.readAllBytes(file.path()));
    }

    @Tag("S-11")
    @Test
    void anotherVaultInItsPlaceIsNoticedByWhoHasTheVaultOpen() throws Exception {
        Files.delete(file.path());
        file.create(Vaults.small());

        assertThrows(FishnetException.class, () -> file.changedSince(vault));
        assertThrows(FishnetException.class, () -> file.update(vault, change -> {}));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
