package dev.fishnet.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.vault.SecretBytes;
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

@Tag("S-16")
class KeyFileTest {
    private static final int SOMEBODY = 64_321;

    @TempDir
    Path folder;

    private KeyFile file;

    @BeforeEach
    void nameTheFile() {
        file = new KeyFile(folder.resolve("vault.key"));
    }

    @Test
    void theFileIsThe32BytesAndItsOwnersAlone() throws Exception {
        store();

        assertArrayEquals(Vaults.slotKey().use(byte[]::clone), Files.readAllBytes(file.path()));
        assertEquals("rw-------", mode(file.path()));
        assertEquals(List.of("vault.key"), names());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw-rw-rw-", "rw--w----", "rwx------"})
    void aFileThatOthersMayTouchIsRefused(String mode) throws Exception {
        store();
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString(mode));

        FishnetException refused = assertThrows(FishnetException.class, file::load);

        assertEquals(ErrorKind.DENIED, refused.kind());
        assertTrue(refused.getMessage().contains(file.path().toString()));
        assertTrue(refused.hint().isPresent());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 33, 64, 4096})
    void aFileOfAnotherLengthIsDamaged(int length) throws Exception {
        store();
        Files.write(file.path(), new byte[length]);

        FishnetException refused = assertThrows(FishnetException.class, file::load);

        assertEquals(ErrorKind.CORRUPT, refused.kind());
        assertTrue(refused.hint().isPresent());
    }

    @Test
    void aSymbolicLinkIsNeitherReadNorReplaced() throws Exception {
        KeyFile elsewhere = new KeyFile(folder.resolve("elsewhere"));
        elsewhere.store(Vaults.slotKey());
        Files.createSymbolicLink(file.path(), elsewhere.path());

        assertThrows(FishnetException.class, file::load);
        assertThrows(FishnetException.class, this::store);
        assertTrue(Files.isSymbolicLink(file.path()));
    }

    @Test
    void aFileThatSomebodyElsePutThereIsRefused() throws Exception {
        Machine.assumeRoot(folder);
        store();
        Files.setAttribute(file.path(), "unix:uid", SOMEBODY);

        FishnetException refused = assertThrows(FishnetException.class, file::load);

        assertEquals(ErrorKind.DENIED, refused.kind());
        assertTrue(refused.getMessage().contains("'" + SOMEBODY + "'"));
    }

    @Test
    void rootLeavesNoKeyInTheDaemonsFolder() throws Exception {
        Machine.assumeRoot(folder);
        Path daemons = Files.createDirectory(folder.resolve("daemons"));
        Files.setAttribute(daemons, "unix:uid", SOMEBODY);

        FishnetException refused = assertThrows(
                FishnetException.class, () -> new KeyFile(daemons.resolve("vault.key")).store(Vaults.slotKey()));

        assertEquals(ErrorKind.NOT_PRIVILEGED, refused.kind());
        try (Stream<Path> left = Files.list(daemons)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void aDraftThatAKilledWriterLeftIsReplaced() throws Exception {
        Files.writeString(folder.resolve("vault.key.tmp"), "half a k");

        store();

        assertEquals(List.of("vault.key"), names());
    }

    @Test
    void aMissingFolderIsSaid() {
        KeyFile nowhere = new KeyFile(folder.resolve("none/vault.key"));

        FishnetException refused = assertThrows(FishnetException.class, () -> nowhere.store(Vaults.slotKey()));

        assertEquals(ErrorKind.NOT_FOUND, refused.kind());
        assertFalse(nowhere.exists());
    }

    @Test
    void theOperatorIsToldWhichFile() {
        assertEquals("the key file " + folder.resolve("vault.key"), file.description());
        assertEquals(
                folder.resolve("vault.key"), new DataDirectory(folder).keyFile().path());
    }

    private void store() throws FishnetException {
        try (SecretBytes key = Vaults.slotKey()) {
            file.store(key);
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
