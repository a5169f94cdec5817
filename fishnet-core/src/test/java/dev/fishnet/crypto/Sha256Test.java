package dev.fishnet.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S-50")
class Sha256Test {
    /** FIPS 180-4's example of two blocks. */
    private static final String MESSAGE = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";

    @Test
    void aMessageInPartsHasTheDigestOfTheWhole() {
        byte[] whole = MESSAGE.getBytes(StandardCharsets.US_ASCII);

        assertEquals(
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
                HexFormat.of().formatHex(Sha256.of(whole)));
        for (int cut = 0; cut <= whole.length; cut++) {
            byte[] first = Arrays.copyOf(whole, cut);
            byte[] rest = Arrays.copyOfRange(whole, cut, whole.length);
            assertArrayEquals(Sha256.of(whole), Sha256.of(first, rest, new byte[0]));
        }
    }

    /** A thread keeps its digest, and must not keep what a caller left in it. */
    @Test
    @SuppressWarnings("NullAway")
    void aMessageThatFailedHalfwayLeavesNothing() {
        byte[] expected = Sha256.of(new byte[] {1}, new byte[] {2});
        byte[] none = null;

        assertThrows(NullPointerException.class, () -> Sha256.of(new byte[] {9}, none, none));

        assertArrayEquals(expected, Sha256.of(new byte[] {1}, new byte[] {2}));
        assertThrows(NullPointerException.class, () -> Sha256.of(new byte[] {9}, none, none));
        assertArrayEquals(expected, Sha256.of(new byte[] {1, 2}));
    }
}
