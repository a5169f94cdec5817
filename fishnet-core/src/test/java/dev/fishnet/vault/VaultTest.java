package dev.fishnet.vault;

import static dev.fishnet.vault.Vaults.NOW;
import static dev.fishnet.vault.Vaults.QUICK;
import static dev.fishnet.vault.Vaults.id;
import static dev.fishnet.vault.Vaults.open;
import static dev.fishnet.vault.Vaults.password;
import static dev.fishnet.vault.Vaults.reveal;
import static dev.fishnet.vault.Vaults.secret;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.upstream.UpstreamName;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultTest {
    @Test
    void whatIsStoredComesBackFromTheFile() throws VaultException {
        byte[] file = Vaults.small().seal();

        try (Vault vault = open(file)) {
            assertEquals("sk-one", reveal(vault, id("openai", "main")));
            assertEquals("sk-two", reveal(vault, id("anthropic", "main")));
            assertEquals(
                    List.of(
                            new Credential(id("anthropic", "main"), NOW, 2),
                            new Credential(id("openai", "main"), NOW, 1)),
                    vault.credentials());
            assertEquals(1, vault.generation());
        }
    }

    @Test
    void aPlaceIsTakenOnlyOnce() throws VaultException {
        Vault vault = Vaults.small();

        VaultException refused =
                assertThrows(VaultException.class, () -> vault.store(id("openai", "main"), secret("sk-three"), NOW));

        assertEquals("there is a credential 'main' for 'openai' already", refused.getMessage());
        assertEquals("sk-one", reveal(vault, id("openai", "main")));
    }

    @Test
    void replacingTakesThePlaceAndIsNewer() throws VaultException {
        Vault vault = Vaults.small();

        Credential replaced = vault.storeOrReplace(id("openai", "main"), secret("sk-three"), NOW);

        assertEquals(3, replaced.version());
        assertEquals("sk-three", reveal(open(vault.seal()), id("openai", "main")));
        assertEquals(2, vault.credentials().size());
    }

    @Test
    void theNewestIsTheOneStoredLastWhateverTheClockSaid() throws VaultException {
        Vault vault = Vaults.small();
        vault.store(id("openai", "later"), secret("sk-three"), NOW.minusSeconds(3600));

        assertEquals(
                id("openai", "later"),
                vault.newestFor(UpstreamName.OPENAI).orElseThrow().id());
        assertTrue(vault.newestFor(new UpstreamName("nobody")).isEmpty());
    }

    @Test
    void aVersionIsNeverGivenTwiceThoughTheNewestIsRemoved() throws VaultException {
        Vault vault = Vaults.small();
        vault.remove(id("anthropic", "main"));

        Vault reopened = open(vault.seal());

        assertEquals(
                3,
                reopened.store(id("anthropic", "main"), secret("sk-new"), NOW).version());
    }

    @Test
    void whatIsRemovedIsGone() throws VaultException {
        Vault vault = Vaults.small();
        vault.remove(id("openai", "main"));

        Vault reopened = open(vault.seal());

        VaultException gone = assertThrows(VaultException.class, () -> reopened.reveal(id("openai", "main")));
        assertEquals(ErrorKind.NOT_FOUND, gone.kind());
        assertThrows(VaultException.class, () -> reopened.remove(id("openai", "main")));
    }

    @Tag("S-14")
    @ParameterizedTest
    @ValueSource(strings = {"", "sk canary", "sk-canary\n", "sk-canary\r\nx: y", "sk-canary\0", "sk-cänary", "\u007f"})
    void aSecretThatCannotStandInAHeaderIsRefusedAndNotRepeated(String text) throws VaultException {
        Vault vault = Vaults.empty();

        VaultException refused =
                assertThrows(VaultException.class, () -> vault.store(id("openai", "a"), secret(text), NOW));

        assertEquals(ErrorKind.USAGE, refused.kind());
        assertFalse((refused.getMessage() + refused.hint()).contains("nary"));
        assertTrue(vault.credentials().isEmpty());
    }

    @Test
    void aSecretHasAtMost8192Characters() throws VaultException {
        Vault vault = Vaults.empty();
        vault.store(id("openai", "longest"), secret("x".repeat(8192)), NOW);

        assertThrows(VaultException.class, () -> vault.store(id("openai", "a"), secret("x".repeat(8193)), NOW));
        assertEquals(8192, reveal(open(vault.seal()), id("openai", "longest")).length());
    }

    @Test
    void aVaultThatWouldOutgrowItsFileIsFull() throws VaultException {
        Vault vault = Vaults.empty();
        for (int i = 0; i < 130; i++) {
            vault.store(id("openai", "n" + i), secret("x".repeat(8192)), NOW);
        }

        VaultException full = assertThrows(VaultException.class, vault::seal);

        assertEquals("the vault is full: its file would be larger than 1 MiB", full.getMessage());
        assertEquals(0, vault.generation());
    }

    @Test
    void aVaultTakes1024CredentialsAndOpensWithThem() throws VaultException {
        Vault vault = Vaults.empty();
        for (int i = 0; i < 1024; i++) {
            vault.store(id("openai", "n" + i), secret("sk-" + i), NOW);
        }

        assertThrows(VaultException.class, () -> vault.store(id("openai", "n1024"), secret("sk"), NOW));
        assertEquals(1024, open(vault.seal()).credentials().size());
    }

    @Tag("S-14")
    @Test
    void neitherTheFileNorTheTextOfAVaultShowsASecret() throws VaultException {
        Vault vault = Vaults.empty();
        vault.store(id("openai", "main"), secret("sk-canary-0123456789"), NOW);

        byte[] file = vault.seal();

        assertFalse(new String(file, StandardCharsets.ISO_8859_1).contains("canary"));
        assertEquals("Vault[generation 1, 1 credentials]", vault.toString());
        assertFalse(vault.credentials().toString().contains("canary"));
        assertEquals("UnverifiedVault[", UnverifiedVault.parse(file).toString().substring(0, 16));
    }

    @Test
    void twoFilesOfOneVaultShareNoCiphertext() throws VaultException {
        Vault vault = Vaults.empty();
        vault.store(id("openai", "a"), secret("sk-same"), NOW);
        byte[] before = vault.seal();
        vault.storeOrReplace(id("openai", "a"), secret("sk-same"), NOW);

        byte[] after = vault.seal();

        assertFalse(Arrays.equals(tail(before), tail(after)));
    }

    /** The sealed secret: its 7 bytes and the tag, before the two 32-byte codes. */
    private static byte[] tail(byte[] file) {
        return Arrays.copyOfRange(file, file.length - 64 - 23, file.length - 64);
    }

    @Test
    void aClosedVaultRevealsNothing() throws VaultException {
        Vault vault = Vaults.small();
        vault.close();

        assertThrows(IllegalStateException.class, () -> vault.reveal(id("openai", "main")));
        assertThrows(IllegalStateException.class, vault::seal);
    }

    @Test
    void aPasswordMustNotBeEmptyNorEndless() {
        assertThrows(VaultException.class, () -> Vault.create(secret(""), QUICK));
        assertThrows(VaultException.class, () -> Vault.create(secret("x".repeat(4097)), QUICK));
    }

    @Test
    void thePasswordStaysTheCallers() throws VaultException {
        SecretBytes mine = password();

        byte[] file = Vault.create(mine, QUICK).seal();

        UnverifiedVault.parse(file).open(mine).close();
        assertEquals("correct horse", Vaults.text(mine));
    }
}
