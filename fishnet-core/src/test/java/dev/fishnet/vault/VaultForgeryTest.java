package dev.fishnet.vault;

import static dev.fishnet.vault.Vaults.NOW;
import static dev.fishnet.vault.Vaults.id;
import static dev.fishnet.vault.Vaults.secret;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files put together from the parts of real ones by somebody who can write them, with and without the data key. */
@Tag("S-11")
class VaultForgeryTest {
    private static final int MEMORY_AT = 46 + 17;
    private static final int SLOT_COUNT_AT = 42;
    private static final int ENTRY_COUNT_AT = 44;

    private VaultLayout layout;
    private VaultLayout foreign;
    private DataKey key;

    @BeforeEach
    void sealTwoVaults() throws VaultException {
        layout = UnverifiedVault.parse(Vaults.small().seal()).layout();
        foreign = UnverifiedVault.parse(Vaults.small().seal()).layout();
        key = ((PasswordSlot) layout.slots().getFirst())
                .unwrap(layout.id(), Vaults.password(), PasswordStretch.HERE)
                .orElseThrow();
    }

    @Test
    void theToolsOfThisTestMakeAFileThatOpens() throws VaultException {
        assertEquals(
                2, Vaults.open(VaultWriter.write(layout, key)).credentials().size());
    }

    @Test
    void entriesThatStandInAnotherOrderAreRefused() {
        List<StoredCredential> swapped = new ArrayList<>(layout.entries());
        Collections.reverse(swapped);

        assertRefused(withEntries(swapped), "an entry stands in it twice, or in the wrong order");
    }

    @Test
    void anEntryThatStandsThereTwiceIsRefused() {
        StoredCredential entry = layout.entries().getFirst();

        assertRefused(withEntries(List.of(entry, entry)), "an entry stands in it twice, or in the wrong order");
    }

    @Test
    void twoEntriesForOnePlaceAreRefused() throws VaultException {
        StoredCredential entry = layout.entries().getFirst();
        Credential again = new Credential(entry.id(), NOW, 2);
        StoredCredential second = StoredCredential.seal(layout.id(), again, secret("sk-other"), key);

        assertRefused(withEntries(List.of(entry, second)), "an entry stands in it twice, or in the wrong order");
    }

    @Test
    void anEntryNewerThanTheVaultsCounterIsRefused() {
        VaultLayout behind = new VaultLayout(layout.id(), 1, 1, layout.slots(), layout.entries());

        assertRefused(behind, "an entry stands in it twice, or in the wrong order");
    }

    /** Two secrets of one length change places: without the key the file's code fails, with it each entry's own. */
    @Test
    void swappedSecretsAreFound() {
        StoredCredential first = layout.entries().get(0);
        StoredCredential second = layout.entries().get(1);

        assertRefused(
                withEntries(List.of(
                        new StoredCredential(first.about(), second.sealed()),
                        new StoredCredential(second.about(), first.sealed()))),
                "an entry does not belong where it stands");
    }

    static Stream<Arguments> otherPlaces() {
        return Stream.of(
                Arguments.of("upstream", new Credential(id("anthropic", "main"), NOW, 1)),
                Arguments.of("name", new Credential(id("openai", "other"), NOW, 1)),
                Arguments.of("version", new Credential(id("openai", "main"), NOW, 2)),
                Arguments.of("time", new Credential(id("openai", "main"), NOW.plusMillis(1), 1)),
                Arguments.of("where one name ends", new Credential(id("openaim", "ain"), NOW, 1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherPlaces")
    void anEntryIsBoundToItsPlace(String what, Credential place) {
        SealedBox sealed = layout.entries().getFirst().sealed();

        assertRefused(
                withEntries(List.of(new StoredCredential(place, sealed))), "an entry does not belong where it stands");
    }

    @Test
    void anEntryOfAnotherVaultIsFound() {
        assertRefused(withEntries(foreign.entries()), "an entry does not belong where it stands");
    }

    /** The same data key in two vaults, as after a copy that was given a new id. */
    @Test
    void anEntryIsBoundToItsVaultEvenUnderTheSameKey() throws VaultException {
        VaultLayout copy = new VaultLayout(foreign.id(), 1, 2, List.of(), layout.entries());
        VaultLayout opened = copy.with(KeySlot.wrap(foreign.id(), SlotKind.KEYSTORE, Vaults.slotKey(), key));

        UnverifiedVault file = UnverifiedVault.parse(VaultWriter.write(opened, key));

        VaultException refused = assertThrows(VaultException.class, () -> file.openWithKey(Vaults.slotKey()));
        assertEquals("the vault file is damaged: an entry does not belong where it stands", refused.getMessage());
    }

    @Test
    void aSlotOfAnotherVaultOpensNothing() throws VaultException {
        VaultLayout moved = layout.withSlots(foreign.slots());
        UnverifiedVault file = UnverifiedVault.parse(VaultWriter.write(moved, key));

        assertThrows(VaultException.class, () -> file.open(Vaults.password()));
        assertThrows(VaultException.class, () -> file.openWithKey(Vaults.slotKey()));
    }

    @Test
    void aForeignSlotBesideTheRightOneIsFound() throws VaultException {
        VaultLayout beside = layout.with(foreign.slots().get(1));
        byte[] forged = VaultWriter.write(beside, DataKey.random());

        VaultException refused = assertThrows(VaultException.class, () -> Vaults.open(forged));
        assertEquals("the vault file is damaged: it is not what its owner wrote", refused.getMessage());
    }

    @Test
    void aSlotThatCallsItselfAnotherKindOpensNothing() throws VaultException {
        KeySlot slot = (KeySlot) layout.slots().get(1);
        VaultLayout renamed = layout.withSlots(List.of(new KeySlot(slot.id(), SlotKind.RECOVERY, slot.wrapped())));
        UnverifiedVault file = UnverifiedVault.parse(VaultWriter.write(renamed, key));

        assertThrows(VaultException.class, () -> file.openWithKey(Vaults.slotKey()));
    }

    @Test
    void aSlotThatStandsThereTwiceIsRefused() {
        UnlockSlot slot = layout.slots().getFirst();

        assertRefused(layout.withSlots(List.of(slot, slot)), "an unlock slot stands in it twice");
    }

    @Tag("S-12")
    @ParameterizedTest
    @CsvSource({
        "0,0xFFFFFFFF",
        "0,0x7FFFFFFF",
        "0,0x80000000",
        "0,0x00100001",
        "0,7",
        "0,0", // memory
        "1,0xFFFFFFFF",
        "1,0x00000011",
        "1,0", // iterations
        "2,0xFFFFFFFF",
        "2,5",
        "2,0",
        "2,2" // lanes; two need more memory than there is
    })
    void absurdKeyDerivationIsRefusedWhileReading(int field, String value) throws VaultException {
        byte[] file = VaultWriter.write(layout, key);
        ByteBuffer.wrap(file).putInt(MEMORY_AT + 4 * field, Long.decode(value).intValue());

        VaultException refused =
                assertThrows(VaultException.class, () -> UnverifiedVault.parse(Vaults.withChecksum(file)));

        assertTrue(String.valueOf(refused.getMessage()).startsWith("the vault file is damaged: key derivation "));
    }

    @ParameterizedTest
    @CsvSource({
        SLOT_COUNT_AT + ",0", SLOT_COUNT_AT + ",1", SLOT_COUNT_AT + ",3", SLOT_COUNT_AT + ",17",
        SLOT_COUNT_AT + ",65535", ENTRY_COUNT_AT + ",0", ENTRY_COUNT_AT + ",1", ENTRY_COUNT_AT + ",3",
        ENTRY_COUNT_AT + ",1025", ENTRY_COUNT_AT + ",65535"
    })
    void aCountThatIsNotTrueIsRefusedWhileReading(int at, int count) throws VaultException {
        byte[] file = VaultWriter.write(layout, key);
        ByteBuffer.wrap(file).putShort(at, (short) count);

        assertThrows(VaultException.class, () -> UnverifiedVault.parse(Vaults.withChecksum(file)));
    }

    private VaultLayout withEntries(List<StoredCredential> entries) {
        return new VaultLayout(layout.id(), 1, 9, layout.slots(), entries);
    }

    /** Refused with the data key in hand for that reason, and without it for that or the file's code. */
    private void assertRefused(VaultLayout forged, String reason) {
        VaultException withKey = assertThrows(VaultException.class, () -> Vaults.open(VaultWriter.write(forged, key)));
        assertEquals("the vault file is damaged: " + reason, withKey.getMessage());
        assertThrows(VaultException.class, () -> Vaults.open(VaultWriter.write(forged, DataKey.random())));
    }
}
