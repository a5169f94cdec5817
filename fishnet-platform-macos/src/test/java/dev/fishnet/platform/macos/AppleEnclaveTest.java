package dev.fishnet.platform.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.signing.ApprovalKey;
import dev.fishnet.testkit.ApprovalKeyContract;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The calls to Apple's frameworks in their order, against objects that are counted. */
class AppleEnclaveTest implements ApprovalKeyContract {
    @TempDir
    Path folder;

    private final FakeSecKey framework = new FakeSecKey(new FakeEnclave());
    private final AppleEnclave enclave = new AppleEnclave(framework, framework);

    @Override
    public ApprovalKey open() throws FishnetException {
        return new EnclaveKeyFile(enclave, folder.resolve("approval.key"))
                .open()
                .orElseThrow();
    }

    @Override
    public boolean isDeterministic() {
        return false;
    }

    @AfterEach
    void everyObjectHasBeenReleased() {
        assertEquals(0, framework.unreleased());
    }

    @Test
    void anEnclaveThatRefusesIsNone() throws FishnetException {
        framework.refuse();

        assertEquals(Optional.empty(), new EnclaveKeyFile(enclave, folder.resolve("approval.key")).open());
    }

    @Test
    void aRefusalSaysItsCode() {
        framework.refuse();

        FishnetException refused = assertThrows(FishnetException.class, () -> enclave.reload(new byte[4]));

        assertEquals(ErrorKind.UNAVAILABLE, refused.kind());
        assertEquals("the Secure Enclave does not take up the approval key (code -25293)", refused.getMessage());
    }

    @Test
    void aKeyThatStopsSigningSaysSo() throws FishnetException {
        try (ApprovalKey key = open()) {
            framework.refuse();

            assertThrows(FishnetException.class, () -> key.sign(new byte[1]));
            assertThrows(FishnetException.class, key::publicKey);
        }
    }
}
