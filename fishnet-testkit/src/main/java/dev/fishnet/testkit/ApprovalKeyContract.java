package dev.fishnet.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.signing.ApprovalKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link ApprovalKey} promises, wherever its private half is. */
@Tag("S-24")
public interface ApprovalKeyContract {
    /** The one key under test, opened anew by every call as a later process would; the test closes it. */
    ApprovalKey open() throws Exception;

    /** Whether the same message always gives the same signature (RFC 6979); if not, it never may. */
    boolean isDeterministic();

    @Test
    default void thePublicHalfIsAPointOnTheCurve() throws Exception {
        try (ApprovalKey key = open()) {
            assertTrue(P256Signature.isOnCurve(key.publicKey()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 32, 55, 56, 64, 65_537})
    default void aSignatureOfAMessageOfAnyLengthVerifies(int length) throws Exception {
        byte[] message = new byte[length];
        Arrays.fill(message, (byte) 'm');
        try (ApprovalKey key = open()) {
            assertTrue(P256Signature.verifies(key.publicKey(), message, key.sign(message)));
        }
    }

    @Test
    default void aSignatureIsOfItsMessageAlone() throws Exception {
        try (ApprovalKey key = open()) {
            byte[] signature = key.sign(message("pay 1 USD"));

            assertFalse(P256Signature.verifies(key.publicKey(), message("pay 9 USD"), signature));
        }
    }

    @Test
    default void signingTwiceRepeatsOrVariesAsDocumented() throws Exception {
        try (ApprovalKey key = open()) {
            byte[] first = key.sign(message("twice"));
            byte[] second = key.sign(message("twice"));

            assertEquals(isDeterministic(), Arrays.equals(first, second));
            assertTrue(P256Signature.verifies(key.publicKey(), message("twice"), second));
        }
    }

    @Test
    default void theKeySurvivesBeingReopened() throws Exception {
        byte[] before;
        try (ApprovalKey key = open()) {
            before = key.publicKey();
        }
        try (ApprovalKey again = open()) {
            assertArrayEquals(before, again.publicKey());
            assertTrue(P256Signature.verifies(before, message("later"), again.sign(message("later"))));
        }
    }

    @Test
    default void itSignsWithoutAPerson() throws Exception {
        try (ApprovalKey key = open()) {
            byte[] signature =
                    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> key.sign(message("nobody is here")));

            assertTrue(P256Signature.verifies(key.publicKey(), message("nobody is here"), signature));
        }
    }

    @Test
    default void severalThreadsMaySignAtOnce() throws Exception {
        try (ApprovalKey key = open()) {
            byte[] point = key.publicKey();

            assertTrue(IntStream.range(0, 32).parallel().allMatch(i -> signs(key, point, message("message " + i))));
        }
    }

    @Test
    default void aClosedKeyRefuses() throws Exception {
        ApprovalKey key = open();
        key.close();
        key.close();

        assertThrows(IllegalStateException.class, () -> key.sign(message("late")));
        assertThrows(IllegalStateException.class, key::publicKey);
    }

    @Test
    default void whatIsHandedOutIsACopy() throws Exception {
        try (ApprovalKey key = open()) {
            byte[] point = key.publicKey();
            Arrays.fill(key.publicKey(), (byte) 0);

            assertArrayEquals(point, key.publicKey());
        }
    }

    @Test
    @Tag("S-14")
    default void printingShowsNothingOfIt() throws Exception {
        try (ApprovalKey key = open()) {
            assertFalse(key.toString().matches("(?s).*[0-9A-Za-z+/_=-]{32}.*"), key::toString);
        }
    }

    private static boolean signs(ApprovalKey key, byte[] point, byte[] message) {
        try {
            return P256Signature.verifies(point, message, key.sign(message));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] message(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
