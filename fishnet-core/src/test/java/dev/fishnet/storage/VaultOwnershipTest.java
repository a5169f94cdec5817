package dev.fishnet.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.vault.Vault;
import dev.fishnet.vault.Vaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Root in a folder of the daemon's: whatever it wrote there, the daemon could not read. */
@Tag("S-16")
class VaultOwnershipTest {
    /** Nobody's name, nobody's file. */
    private static final int DAEMON = 64_321;

    @TempDir
    Path temp;

    private Path folder;

    @BeforeEach
    void makeAFolder() throws IOException {
        folder = Files.createDirectory(temp.resolve("data"));
        Machine.assumeRoot(folder);
    }

    @Test
    void rootCreatesNoVaultInTheDaemonsFolder() throws Exception {
        give(folder);
        Vault vault = Vaults.small();

        FishnetException refused =
                assertThrows(FishnetException.class, () -> new VaultFile(folder.resolve("vault")).create(vault));

        assertEquals(ErrorKind.NOT_PRIVILEGED, refused.kind());
        assertEquals("sudo -u " + DAEMON + " fishnet …", refused.hint().orElseThrow());
        assertEquals(List.of(), names());
    }

    @Test
    void rootChangesNoVaultOfTheDaemons() throws Exception {
        VaultFile file = new VaultFile(folder.resolve("vault"));
        Vault vault = Vaults.small();
        file.create(vault);
        byte[] before = Files.readAllBytes(file.path());
        give(folder);
        give(file.path());
        give(folder.resolve("vault.lock"));

        assertThrows(FishnetException.class, () -> file.update(vault, change -> {}));

        assertArrayEquals(before, Files.readAllBytes(file.path()));
        assertEquals(List.of("vault", "vault.lock"), names());
    }

    @Test
    void rootMayUseAFolderOfItsOwn() throws Exception {
        VaultFile file = new VaultFile(folder.resolve("vault"));

        file.create(Vaults.small());

        assertTrue(file.exists());
    }

    private static void give(Path path) throws IOException {
        Files.setAttribute(path, "unix:uid", DAEMON);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
