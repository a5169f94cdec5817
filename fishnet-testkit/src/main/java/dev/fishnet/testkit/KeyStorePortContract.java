package dev.fishnet.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.vault.KeyStorePort;
import dev.fishnet.vault.SecretBytes;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link KeyStorePort} promises that can be written. */
public interface KeyStorePortContract {
    /** The place under test, empty at the start of each test; every call finds it anew, as a later process would. */
    KeyStorePort keyStore() throws FishnetException;

    @Test
    default void anEmptyPlaceHoldsNoKey() throws FishnetException {
        assertTrue(keyStore().load().isEmpty());
    }

    @Test
    default void whoComesLaterFindsTheKeyThatWasStored() throws FishnetException {
        try (SecretBytes key = key(1)) {
            keyStore().store(key);
        }

        assertHolds(1);
    }

    @Test
    default void storingReplacesTheKey() throws FishnetException {
        store(1);
        store(2);

        assertHolds(2);
    }

    @Test
    default void aStoredKeyIsLentAndStaysUsable() throws FishnetException {
        try (SecretBytes key = key(3)) {
            keyStore().store(key);

            assertArrayEquals(bytes(3), key.use(byte[]::clone));
        }
    }

    @Test
    default void everyLoadIsASecretOfItsOwn() throws FishnetException {
        store(4);
        keyStore().load().orElseThrow().close();

        assertHolds(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 33, 64})
    default void aKeyOfAnotherLengthIsRefusedAndTheOldOneStays(int length) throws FishnetException {
        store(5);
        KeyStorePort keyStore = keyStore();
        try (SecretBytes odd = SecretBytes.takeFrom(new byte[length])) {
            FishnetException refused = assertThrows(FishnetException.class, () -> keyStore.store(odd));

            assertEquals(ErrorKind.USAGE, refused.kind());
            assertTrue(refused.hint().isPresent());
        }
        assertHolds(5);
    }

    @Test
    @Tag("S-14")
    default void thePlaceHasANameOfOneLineThatHoldsNothingOfTheKey() throws FishnetException {
        store(0xAB);
        KeyStorePort keyStore = keyStore();

        assertFalse(keyStore.description().isBlank());
        assertEquals(1, keyStore.description().lines().count());
        assertFalse((keyStore.description() + keyStore).contains(HexFormat.of().formatHex(bytes(0xAB), 0, 4)));
    }

    private void store(int fill) throws FishnetException {
        try (SecretBytes key = key(fill)) {
            keyStore().store(key);
        }
    }

    private void assertHolds(int fill) throws FishnetException {
        try (SecretBytes found = keyStore().load().orElseThrow()) {
            assertArrayEquals(bytes(fill), found.use(byte[]::clone));
        }
    }

    private static SecretBytes key(int fill) {
        return SecretBytes.takeFrom(bytes(fill));
    }

    private static byte[] bytes(int fill) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return bytes;
    }
}
