package dev.fishnet.vault;

import static dev.fishnet.vault.Vaults.NOW;
import static dev.fishnet.vault.Vaults.id;
import static dev.fishnet.vault.Vaults.secret;
import static dev.fishnet.vault.Vaults.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.upstream.UpstreamName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class VaultCredentialsTest {
    @Tag("S-06")
    @Test
    void everyUpstreamGetsItsOwnNewestCredential() throws VaultException {
        Vault vault = Vaults.small();
        vault.store(id("openai", "second"), secret("sk-newer"), NOW.minusSeconds(60));

        try (VaultCredentials credentials = new VaultCredentials(vault)) {
            vault.close();

            assertEquals(
                    "sk-newer",
                    text(credentials.credentialFor(UpstreamName.OPENAI).orElseThrow()));
            assertEquals(
                    "sk-two",
                    text(credentials.credentialFor(UpstreamName.ANTHROPIC).orElseThrow()));
            assertTrue(credentials.credentialFor(new UpstreamName("nobody")).isEmpty());
        }
    }

    @Test
    void aRefreshIsSeenByTheNextRequestAndLeavesTheOneUnderWayItsSecret() throws VaultException {
        Vault vault = Vaults.small();
        VaultCredentials credentials = new VaultCredentials(vault);
        SecretBytes underWay = credentials.credentialFor(UpstreamName.OPENAI).orElseThrow();

        vault.storeOrReplace(id("openai", "main"), secret("sk-newer"), NOW);
        vault.remove(id("anthropic", "main"));
        credentials.refresh(vault);

        assertEquals(
                "sk-newer", text(credentials.credentialFor(UpstreamName.OPENAI).orElseThrow()));
        assertTrue(credentials.credentialFor(UpstreamName.ANTHROPIC).isEmpty());
        assertEquals("sk-one", text(underWay));
    }

    @Tag("S-14")
    @Test
    void aReplacedSecretIsWipedOneRefreshLater() throws VaultException {
        Vault vault = Vaults.small();
        VaultCredentials credentials = new VaultCredentials(vault);
        SecretBytes old = credentials.credentialFor(UpstreamName.OPENAI).orElseThrow();

        credentials.refresh(vault);
        credentials.refresh(vault);

        assertThrows(IllegalStateException.class, () -> text(old));
    }

    @Test
    void closingWipesEverything() throws VaultException {
        VaultCredentials credentials = new VaultCredentials(Vaults.small());
        SecretBytes held = credentials.credentialFor(UpstreamName.OPENAI).orElseThrow();

        credentials.close();

        assertThrows(IllegalStateException.class, () -> text(held));
        assertTrue(credentials.credentialFor(UpstreamName.OPENAI).isEmpty());
    }

    @Test
    void aRefreshThatFailsChangesNothing() throws VaultException {
        Vault vault = Vaults.small();
        VaultCredentials credentials = new VaultCredentials(vault);
        Vault closed = Vaults.small();
        closed.close();

        assertThrows(IllegalStateException.class, () -> credentials.refresh(closed));

        assertEquals(
                "sk-one", text(credentials.credentialFor(UpstreamName.OPENAI).orElseThrow()));
    }
}
