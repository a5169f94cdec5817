package dev.fishnet.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.ErrorKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every way in which a file can come to differ by accident, and the same where somebody made the checksum fit again.
 */
@Tag("S-11")
class VaultDamageTest {
    private static byte[] file;

    @BeforeAll
    static void seal() throws VaultException {
        file = Vaults.small().seal();
        Vaults.open(file).close();
    }

    @Test
    void everyFlippedBitIsFoundBeforeAPasswordIsTried() {
        for (int at = 0; at < file.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] damaged = flipped(at, 1 << bit);
                assertRefused("bit " + bit + " of byte " + at, () -> UnverifiedVault.parse(damaged));
            }
        }
    }

    /** Open with the right password: the refusal comes from the shape, the slot or the code over the whole file. */
    @ParameterizedTest
    @ValueSource(ints = {0x01, 0x80, 0xFF})
    void everyChangedByteIsFoundThoughTheChecksumFits(int pattern) {
        for (int at = 0; at < file.length - 32; at++) {
            byte[] forged = Vaults.withChecksum(flipped(at, pattern));
            assertRefused("byte " + at, () -> Vaults.open(forged));
        }
    }

    /** The slot that was changed is not the one that opens. */
    @ParameterizedTest
    @ValueSource(ints = {0x01, 0x80, 0xFF})
    void everyChangedByteIsFoundByAKeyTooThoughTheChecksumFits(int pattern) {
        for (int at = 0; at < file.length - 32; at++) {
            byte[] forged = Vaults.withChecksum(flipped(at, pattern));
            assertRefused("byte " + at, () -> UnverifiedVault.parse(forged).openWithKey(Vaults.slotKey()));
        }
    }

    @Test
    void aFileCutAtAnyLengthIsRefused() {
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertRefused("cut to " + length, () -> UnverifiedVault.parse(cut));
            if (length >= 32) {
                assertRefused("cut to " + length, () -> Vaults.open(Vaults.withChecksum(cut)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 32, 64, 100_000, 1 << 20})
    void aFileThatIsLongerIsRefused(int more) {
        byte[] longer = Arrays.copyOf(file, file.length + more);

        assertRefused(more + " more", () -> UnverifiedVault.parse(longer));
        assertRefused(more + " more", () -> Vaults.open(Vaults.withChecksum(longer)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "FISH", "SQLite format 3\0 and so on", "[gateway]\nport = 3777\n"})
    void anotherProgramsFileIsCalledWhatItIs(String content) {
        byte[] other = content.getBytes(StandardCharsets.US_ASCII);

        VaultException refused = assertThrows(VaultException.class, () -> UnverifiedVault.parse(other));

        assertEquals("this file is not a Fishnet vault", refused.getMessage());
    }

    @Test
    void aLaterFormatIsNamed() {
        VaultException refused =
                assertThrows(VaultException.class, () -> UnverifiedVault.parse(Vaults.withChecksum(flipped(9, 3))));

        assertEquals("the vault file has format version 2, and this Fishnet reads version 1", refused.getMessage());
    }

    private static byte[] flipped(int at, int pattern) {
        byte[] damaged = file.clone();
        damaged[at] ^= (byte) pattern;
        return damaged;
    }

    private static void assertRefused(String how, Executable reading) {
        VaultException refused = assertThrows(VaultException.class, reading, how);
        assertEquals(ErrorKind.CORRUPT, refused.kind(), how);
        assertTrue(refused.hint().isPresent(), how);
    }
}
