package dev.fishnet.platform.macos;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.signing.ApprovalKey;
import dev.fishnet.testkit.ApprovalKeyContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EnclaveApprovalKeyTest implements ApprovalKeyContract {
    @TempDir
    Path folder;

    private final FakeEnclave enclave = new FakeEnclave();

    private EnclaveKeyFile keyFile() {
        return new EnclaveKeyFile(enclave, folder.resolve("approval.key"));
    }

    @Override
    public ApprovalKey open() throws FishnetException {
        return keyFile().open().orElseThrow();
    }

    @Override
    public boolean isDeterministic() {
        return false;
    }

    @Test
    @Tag("S-16")
    void theBlobIsKeptForItsOwnerAlone() throws FishnetException, IOException {
        open().close();

        assertEquals(
                PosixFilePermissions.fromString("rw-------"),
                Files.getPosixFilePermissions(folder.resolve("approval.key")));
        assertFalse(Files.exists(folder.resolve("approval.key.tmp")));
    }

    @Test
    void oneKeyIsMadeHoweverOftenItIsOpened() throws FishnetException {
        open().close();
        open().close();

        assertEquals(1, enclave.made());
        assertEquals(2, enclave.closed());
    }

    @Test
    void whatAnInterruptedRunLeftBehindIsReplaced() throws FishnetException, IOException {
        Files.writeString(folder.resolve("approval.key.tmp"), "half a blob");

        open().close();

        assertArrayEquals(new byte[4], Files.readAllBytes(folder.resolve("approval.key")));
    }

    @Test
    void withoutAnEnclaveThereIsNoKeyAndNoFile() throws FishnetException {
        enclave.missing();

        assertEquals(Optional.empty(), keyFile().open());
        assertFalse(Files.exists(folder.resolve("approval.key")));
    }

    @Test
    void aKeyThatCannotBeTakenUpIsNotQuietlyReplaced() throws IOException {
        Files.write(folder.resolve("approval.key"), new byte[] {9, 9, 9, 9});

        assertThrows(FishnetException.class, () -> keyFile().open());
        assertEquals(0, enclave.made());
    }

    @Test
    void anEmptyFileAndALinkAreNoKeys() throws IOException {
        Files.createFile(folder.resolve("approval.key"));
        assertThrows(FishnetException.class, () -> keyFile().open());

        Files.delete(folder.resolve("approval.key"));
        Files.write(folder.resolve("elsewhere"), new byte[4]);
        Files.createSymbolicLink(folder.resolve("approval.key"), folder.resolve("elsewhere"));
        assertThrows(FishnetException.class, () -> keyFile().open());
    }

    @Test
    void aKeyThatCannotBeKeptIsLetGo() {
        EnclaveKeyFile nowhere =
                new EnclaveKeyFile(enclave, folder.resolve("none").resolve("approval.key"));

        assertThrows(FishnetException.class, nowhere::open);
        assertEquals(1, enclave.closed());
    }

    @Test
    @DisabledOnOs(value = OS.MAC, disabledReason = "it may have one")
    void thisMachineHasNoSecureEnclave() throws FishnetException {
        assertTrue(new MacosPlatform().hardwareApprovalKey(folder.toString()).isEmpty());
    }
}
