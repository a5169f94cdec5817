package dev.fishnet.vault;

import static dev.fishnet.vault.Vaults.NOW;
import static dev.fishnet.vault.Vaults.id;
import static dev.fishnet.vault.Vaults.secret;
import static dev.fishnet.vault.Vaults.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.upstream.UpstreamName;
import java.util.Set;
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
                    text(credentials
                            .credentialFor(UpstreamName.OPENAI)
                            .orElseThrow()
                            .secret()));
            assertEquals(
                    "sk-two",
                    text(credentials
                            .credentialFor(UpstreamName.ANTHROPIC)
                            .orElseThrow()
                            .secret()));
            assertTrue(credentials.credentialFor(new UpstreamName("nobody")).isEmpty());
        }
    }

    @Tag("S-06")
    @Test
    void whatIsLentByNameIsLentByNothingElse() throws VaultException {
        Vault vault = Vaults.small();
        vault.store(id("binance", "api_key"), secret("key"), NOW);
        vault.store(id("binance", "api_secret"), secret("secret"), NOW);
        vault.store(id("binance", "other"), secret("other"), NOW);
        Set<CredentialId> both = Set.of(id("binance", "api_key"), id("binance", "api_secret"));

        try (VaultCredentials credentials = new VaultCredentials(vault, both)) {
            assertEquals(
                    "key",
                    text(credentials
                            .credential(id("binance", "api_key"))
                            .orElseThrow()
                            .secret()));
            assertEquals(
                    "secret",
                    text(credentials
                            .credential(id("binance", "api_secret"))
                            .orElseThrow()
                            .secret()));
            assertTrue(credentials.credential(id("binance", "other")).isEmpty());
            assertTrue(credentials.credential(id("openai", "main")).isEmpty());
            assertTrue(credentials.credentialFor(new UpstreamName("binance")).isEmpty());
            assertEquals(
                    "sk-one",
                    text(credentials
                            .credentialFor(UpstreamName.OPENAI)
                            .orElseThrow()
                            .secret()));

            SecretBytes old = credentials
                    .credential(id("binance", "api_secret"))
                    .orElseThrow()
                    .secret();
            vault.remove(id("binance", "api_secret"));
            credentials.refresh(vault);
            assertTrue(credentials.credential(id("binance", "api_secret")).isEmpty());
            credentials.refresh(vault);
            assertThrows(IllegalStateException.class, () -> text(old));
        }
    }

    @Test
    void aRefreshIsSeenByTheNextRequestAndLeavesTheOneUnderWayItsSecret() throws VaultException {
        Vault vault = Vaults.small();
        VaultCredentials credentials = new VaultCredentials(vault);
        SecretBytes underWay =
                credentials.credentialFor(UpstreamName.OPENAI).orElseThrow().secret();

        vault.storeOrReplace(id("openai", "main"), secret("sk-newer"), NOW);
        vault.remove(id("anthropic", "main"));
        credentials.refresh(vault);

        assertEquals(
                "sk-newer",
                text(credentials
                        .credentialFor(UpstreamName.OPENAI)
                        .orElseThrow()
                        .secret()));
        assertTrue(credentials.credentialFor(UpstreamName.ANTHROPIC).isEmpty());
        assertEquals("sk-one", text(underWay));
    }

    @Tag("S-14")
    @Test
    void aReplacedSecretIsWipedOneRefreshLater() throws VaultException {
        Vault vault = Vaults.small();
        VaultCredentials credentials = new VaultCredentials(vault);
        SecretBytes old =
                credentials.credentialFor(UpstreamName.OPENAI).orElseThrow().secret();

        credentials.refresh(vault);
        credentials.refresh(vault);

        assertThrows(IllegalStateException.class, () -> text(old));
    }

    @Test
    void closingWipesEverything() throws VaultException {
        VaultCredentials credentials = new VaultCredentials(Vaults.small());
        SecretBytes held =
                credentials.credentialFor(UpstreamName.OPENAI).orElseThrow().secret();

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
                "sk-one",
                text(credentials
                        .credentialFor(UpstreamName.OPENAI)
                        .orElseThrow()
                        .secret()));
    }
}
