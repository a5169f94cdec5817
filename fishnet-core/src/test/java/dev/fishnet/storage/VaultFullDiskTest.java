package dev.fishnet.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.vault.Vault;
import dev.fishnet.vault.Vaults;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a disk of 128 KiB that is really full. */
@Tag("S-13")
class VaultFullDiskTest {
    @TempDir
    Path temp;

    private Path disk;
    private boolean mounted;
    private VaultFile file;
    private Vault vault;

    @BeforeEach
    void mountASmallDisk() throws Exception {
        disk = Files.createDirectory(temp.resolve("disk"));
        Machine.assumeRoot(disk);
        mounted = Machine.succeeds("mount", "-t", "tmpfs", "-o", "size=128k,mode=700", "tmpfs", disk.toString());
        assumeTrue(mounted, "needs the right to mount a tmpfs");
        file = new VaultFile(disk.resolve("vault"));
        vault = Vaults.small();
        for (int i = 0; i < 3; i++) {
            vault.store(Vaults.id("openai", "long" + i), Vaults.secret("x".repeat(8192)), Vaults.NOW);
        }
        file.create(vault);
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertTrue(Machine.succeeds("umount", disk.toString()), "unmounted");
        }
    }

    /** The vault has 25 KiB, so that with some room left the write begins and is cut off. */
    @ParameterizedTest
    @ValueSource(ints = {0, 4096, 16_384})
    void aFullDiskIsAnErrorAndTheOldVaultStays(int free) throws Exception {
        byte[] before = Files.readAllBytes(file.path());
        fillAllBut(free);

        FishnetException failed = assertThrows(
                FishnetException.class,
                () -> file.update(
                        vault, change -> change.store(Vaults.id("openai", "new"), Vaults.secret("sk"), Vaults.NOW)));

        assertEquals("cannot write " + file.path() + ": No space left on device", failed.getMessage());
        assertEquals(ErrorKind.UNAVAILABLE, failed.kind());
        assertArrayEquals(before, Files.readAllBytes(file.path()));
        assertEquals(List.of("filler", "vault", "vault.lock"), names());
    }

    @Test
    void aBackupThatDoesNotFitLeavesNothing() throws Exception {
        fillAllBut(4096);

        assertThrows(FishnetException.class, () -> file.backup(disk.resolve("backup")));

        assertEquals(List.of("filler", "vault", "vault.lock"), names());
    }

    @Test
    void aRestoreThatDoesNotFitLeavesTheVault() throws Exception {
        Path backup = temp.resolve("backup");
        file.backup(backup);
        byte[] before = Files.readAllBytes(file.path());
        fillAllBut(4096);

        assertThrows(
                FishnetException.class, () -> file.restore(backup, found -> found.open(Vaults.password()), Vaults.NOW));

        assertArrayEquals(before, Files.readAllBytes(file.path()));
        assertEquals(List.of("filler", "vault", "vault.lock"), names());
    }

    @Test
    void theSameWriteSucceedsOnceThereIsRoom() throws Exception {
        fillAllBut(0);
        assertThrows(FishnetException.class, () -> file.update(vault, change -> {}));
        Files.delete(disk.resolve("filler"));

        file.update(vault, change -> {}).close();

        assertEquals(2, file.read().open(Vaults.password()).generation());
    }

    private void fillAllBut(int free) throws IOException {
        Path filler = disk.resolve("filler");
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(new byte[4096]);
            }
        } catch (IOException full) {
            assertTrue(String.valueOf(full.getMessage()).contains("No space left"), "the disk is full");
        }
        try (var channel = Files.newByteChannel(filler, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - free);
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(disk)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
