package dev.fishnet.vault;

import static dev.fishnet.vault.Vaults.NOW;
import static dev.fishnet.vault.Vaults.QUICK;
import static dev.fishnet.vault.Vaults.id;
import static dev.fishnet.vault.Vaults.open;
import static dev.fishnet.vault.Vaults.password;
import static dev.fishnet.vault.Vaults.secret;
import static dev.fishnet.vault.Vaults.slotKey;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.upstream.UpstreamName;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S-11")
class UnlockSlotTest {
    @Test
    void aWrongPasswordIsRefused() throws VaultException {
        UnverifiedVault file = UnverifiedVault.parse(Vaults.small().seal());

        VaultException refused = assertThrows(VaultException.class, () -> file.open(secret("correct horsf")));

        assertEquals("invalid master password", refused.getMessage());
        assertEquals(ErrorKind.CORRUPT, refused.kind());
        assertTrue(refused.hint().isPresent());
    }

    @ParameterizedTest
    @EnumSource(
            value = SlotKind.class,
            names = {"KEYSTORE", "RECOVERY"})
    void aKeyOpensItsSlot(SlotKind kind) throws VaultException {
        Vault vault = Vaults.empty();
        UnlockSlot slot = vault.addKey(kind, slotKey());
        UnverifiedVault file = UnverifiedVault.parse(vault.seal());

        assertEquals(kind, slot.kind());
        assertEquals(Set.of(SlotKind.PASSWORD, kind), file.slotKinds());
        assertEquals(2, file.openWithKey(slotKey()).slots().size());
        assertEquals(
                "no unlock slot of the vault opens with this key",
                assertThrows(VaultException.class, () -> file.openWithKey(SecretBytes.random(32)))
                        .getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 16, 31, 33})
    void aKeyOfAnotherLengthIsNoKey(int length) throws VaultException {
        Vault vault = Vaults.small();
        UnverifiedVault file = UnverifiedVault.parse(vault.seal());
        SecretBytes key = SecretBytes.random(length);

        assertThrows(VaultException.class, () -> vault.addKey(SlotKind.KEYSTORE, key));
        assertThrows(VaultException.class, () -> file.openWithKey(key));
    }

    @Test
    void aPasswordSlotIsNotOpenedByAKey() throws VaultException {
        Vault vault = Vaults.empty();

        assertThrows(IllegalArgumentException.class, () -> vault.addKey(SlotKind.PASSWORD, slotKey()));
    }

    @Test
    void changingThePasswordRewritesOneSlotAndNothingElse() throws VaultException {
        Vault vault = Vaults.small();
        UUID keySlot = vault.slots().get(1).id();

        vault.changePassword(password(), secret("battery staple"), QUICK);

        UnverifiedVault file = UnverifiedVault.parse(vault.seal());
        assertThrows(VaultException.class, () -> file.open(password()));
        assertEquals("sk-one", Vaults.reveal(file.open(secret("battery staple")), id("openai", "main")));
        assertEquals("sk-one", Vaults.reveal(file.openWithKey(slotKey()), id("openai", "main")));
        assertEquals(keySlot, vault.slots().get(1).id());
        assertEquals(2, vault.slots().size());
    }

    @Test
    void thePasswordIsChangedOnlyByWhoKnowsIt() throws VaultException {
        Vault vault = Vaults.small();

        assertThrows(VaultException.class, () -> vault.changePassword(secret("guess"), secret("mine now"), QUICK));

        open(vault.seal()).close();
    }

    @Test
    void twoPasswordsOpenOneVault() throws VaultException {
        Vault vault = Vaults.small();
        vault.addPassword(secret("battery staple"), new KdfParameters(16, 2, 2));
        UnverifiedVault file = UnverifiedVault.parse(vault.seal());

        assertEquals(2, file.open(password()).credentials().size());
        assertEquals(2, file.open(secret("battery staple")).credentials().size());
    }

    @Test
    void aRemovedSlotOpensNothingAndTheLastOneStays() throws VaultException {
        Vault vault = Vaults.small();
        vault.removeSlot(vault.slots().get(0).id());
        UnverifiedVault file = UnverifiedVault.parse(vault.seal());

        assertEquals(
                "this vault has no master password",
                assertThrows(VaultException.class, () -> file.open(password())).getMessage());
        file.openWithKey(slotKey()).close();
        UUID last = vault.slots().get(0).id();
        assertEquals(
                "the last unlock slot cannot be removed",
                assertThrows(VaultException.class, () -> vault.removeSlot(last)).getMessage());
        assertThrows(VaultException.class, () -> vault.removeSlot(UUID.randomUUID()));
    }

    @Test
    void aVaultHasAtMost16Slots() throws VaultException {
        Vault vault = Vaults.empty();
        for (int i = 1; i < 16; i++) {
            vault.addKey(SlotKind.RECOVERY, SecretBytes.random(32));
        }

        assertThrows(VaultException.class, () -> vault.addKey(SlotKind.RECOVERY, SecretBytes.random(32)));
        assertEquals(16, open(vault.seal()).slots().size());
    }

    @Test
    void anOpenVaultOpensItsLaterFileWithoutAPassword() throws VaultException {
        Vault daemon = open(Vaults.small().seal());
        Vault writer = daemon.reopen(UnverifiedVault.parse(open(daemon.seal()).seal()));
        writer.changePassword(password(), secret("battery staple"), QUICK);
        writer.store(id("openai", "later"), secret("sk-three"), NOW);
        UnverifiedVault later = UnverifiedVault.parse(writer.seal());

        assertEquals("sk-three", Vaults.reveal(daemon.reopen(later), id("openai", "later")));
        assertEquals("sk-one", Vaults.reveal(daemon, id("openai", "main")), "the open one stays as it is");
    }

    @Test
    void anOpenVaultRefusesAnOlderFileAndAnotherVaults() throws VaultException {
        byte[] first = Vaults.small().seal();
        Vault vault = open(first);
        vault.seal();
        byte[] foreign = Vaults.small().seal();

        assertEquals(
                "the vault file has gone back from generation 2 to 1",
                assertThrows(VaultException.class, () -> vault.reopen(UnverifiedVault.parse(first)))
                        .getMessage());
        assertEquals(
                "the vault file has been replaced by another vault",
                assertThrows(VaultException.class, () -> vault.reopen(UnverifiedVault.parse(foreign)))
                        .getMessage());
    }

    @Test
    void anOlderStateCountsOnFromTheOneItReplaces() throws VaultException {
        byte[] backup = Vaults.small().seal();
        Vault daemon = open(backup);
        daemon.store(id("openai", "later"), secret("sk-three"), NOW);
        UnverifiedVault replaced = UnverifiedVault.parse(daemon.seal());
        Vault restored = open(backup);

        restored.supersede(replaced);
        restored.supersede(UnverifiedVault.parse(Vaults.small().seal()));

        Vault seen = daemon.reopen(UnverifiedVault.parse(restored.seal()));
        assertEquals(3, seen.generation());
        assertEquals(2, seen.credentials().size());
        assertEquals(
                4, seen.store(id("openai", "again"), secret("sk-four"), NOW).version());
    }

    @Test
    void anOlderStateTakesOverWhatFishnetKeepsThereAndNothingElse() throws VaultException {
        CredentialId own = id(UpstreamName.OWN.value(), "log");
        byte[] backup = Vaults.small().seal();
        Vault daemon = open(backup);
        daemon.store(own, secret("key-one"), NOW);
        daemon.store(id("openai", "later"), secret("sk-three"), NOW);
        UnverifiedVault replaced = UnverifiedVault.parse(daemon.seal());
        Vault restored = open(backup);

        restored.supersede(replaced);

        Vault seen = daemon.reopen(UnverifiedVault.parse(restored.seal()));
        assertEquals("key-one", Vaults.reveal(seen, own));
        assertEquals(3, seen.credentials().size());
        seen.storeOrReplace(own, secret("key-two"), NOW);
        seen.supersede(replaced);
        assertEquals("key-two", Vaults.reveal(seen, own), "what it has itself it keeps");
        Vault other = Vaults.small();
        other.supersede(replaced);
        assertEquals(2, other.credentials().size(), "another vault's are not taken");
    }

    @Test
    void aForgedFileDoesNotPushTheCountersOfWhatReplacesIt() throws VaultException {
        byte[] backup = Vaults.small().seal();
        byte[] forged = backup.clone();
        forged[26] = 0x3F;
        Vault restored = open(backup);

        restored.supersede(UnverifiedVault.parse(Vaults.withChecksum(forged)));

        assertEquals(1, restored.generation());
    }
}
