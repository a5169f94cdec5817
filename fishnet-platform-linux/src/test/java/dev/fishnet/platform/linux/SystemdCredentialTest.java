package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.testkit.ScriptedProcesses;
import dev.fishnet.vault.KeyStorePort;
import dev.fishnet.vault.SecretBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder as systemd hands it to a unit, and which places are asked in which order. */
@Tag("S-22")
class SystemdCredentialTest {
    @TempDir
    Path folder;

    @Test
    void aUnitWithoutOneHasNoKeyThere() throws FishnetException {
        assertTrue(credential().load().isEmpty());
    }

    /** 0400 where systemd gives the file away, 0440 of root's where it adds an entry to an access control list. */
    @ParameterizedTest
    @ValueSource(strings = {"r--------", "r--r-----", "rw-------"})
    void theKeyIsReadAsSystemdPutItThere(String mode) throws Exception {
        put(32, mode);

        try (SecretBytes key = credential().load().orElseThrow()) {
            assertArrayEquals(key(32), key.use(byte[]::clone));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"r-----r--", "rw-rw-rw-", "rw-----w-"})
    void oneThatEverybodyCouldReadIsRefused(String mode) throws Exception {
        put(32, mode);

        assertEquals(ErrorKind.DENIED, refusal().kind());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33, 10_000})
    void oneOfAnotherLengthIsDamaged(int length) throws Exception {
        put(length, "r--------");

        assertEquals(ErrorKind.CORRUPT, refusal().kind());
    }

    @Test
    void oneBehindASymbolicLinkIsRefused() throws Exception {
        put(32, "r--------");
        Files.move(folder.resolve("vault-key"), folder.resolve("elsewhere"));
        Files.createSymbolicLink(folder.resolve("vault-key"), folder.resolve("elsewhere"));

        assertEquals(ErrorKind.UNAVAILABLE, refusal().kind());
    }

    @Test
    void storingNamesTheCommandThatCan() {
        SecretBytes key = SecretBytes.takeFrom(key(32));

        FishnetException refused =
                assertThrows(FishnetException.class, () -> credential().store(key));

        assertEquals(ErrorKind.UNAVAILABLE, refused.kind());
        assertEquals("sudo fishnet service install --apply", refused.hint().orElseThrow());
        assertFalse(Files.exists(folder.resolve("vault-key")));
    }

    @Test
    void theCredentialIsAskedBeforeTheKeyFile() {
        assertEquals(
                List.of("the systemd credential vault-key", "the key file /srv/fishnet/vault.key"),
                places(Map.of("CREDENTIALS_DIRECTORY", folder.toString())));
    }

    @Test
    void outsideAUnitThereIsTheKeyFileAlone() {
        assertEquals(List.of("the key file /srv/fishnet/vault.key"), places(Map.of()));
        assertEquals(
                List.of("the key file /srv/fishnet/vault.key"),
                places(Map.of("CREDENTIALS_DIRECTORY", "not/absolute")));
    }

    private static List<String> places(Map<String, String> environment) {
        return new LinuxPlatform(new ScriptedProcesses(), environment, BootedMachine.here())
                .keyStores("/srv/fishnet").stream()
                        .map(KeyStorePort::description)
                        .toList();
    }

    private FishnetException refusal() {
        FishnetException refused =
                assertThrows(FishnetException.class, () -> credential().load());
        assertTrue(refused.hint().orElseThrow().contains("sudo fishnet service install --apply"));
        return refused;
    }

    private SystemdCredential credential() {
        return new SystemdCredential(folder);
    }

    private void put(int length, String mode) throws IOException {
        Path file = Files.write(folder.resolve("vault-key"), key(length));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private static byte[] key(int length) {
        byte[] key = new byte[length];
        Arrays.fill(key, (byte) 9);
        return key;
    }
}
