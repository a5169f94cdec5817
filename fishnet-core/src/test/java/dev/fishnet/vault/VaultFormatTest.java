package dev.fishnet.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.upstream.UpstreamName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file of {@code docs/vault-format.md}, which every later release must open. */
class VaultFormatTest {
    private byte[] file = {};

    @BeforeEach
    void read() throws IOException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/vault/format-1.hex"))) {
            String hex = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            file = HexFormat.of().parseHex(hex.replace("\n", ""));
        }
    }

    @Test
    void theExampleOpensWithItsPasswordAndHoldsWhatTheDocumentSays() throws VaultException {
        UnverifiedVault found = UnverifiedVault.parse(file);

        assertTheExample(found.open(Vaults.secret("correct horse battery staple")));
        assertEquals(
                UUID.fromString("a73d2d31-3850-4386-b97e-49bc534db9ec"),
                found.layout().id());
        assertEquals(3, found.layout().lastVersion());
        assertTrue(found.layout().slots().getFirst().toString().contains("memoryKiB=64, iterations=2, parallelism=1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
                "fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0efeeedecebeae9e8e7e6e5e4e3e2e1e0"
            })
    void theExampleOpensWithItsKeys(String key) throws VaultException {
        SecretBytes slotKey = SecretBytes.takeFrom(HexFormat.of().parseHex(key));

        assertTheExample(UnverifiedVault.parse(file).openWithKey(slotKey));
    }

    private static void assertTheExample(Vault vault) throws VaultException {
        CredentialId anthropic = Vaults.id("anthropic", "main");
        CredentialId openAi = Vaults.id("openai", "main");
        assertEquals(
                List.of(
                        new Credential(anthropic, Instant.parse("2026-11-21T10:16:00Z"), 3),
                        new Credential(openAi, Instant.parse("2026-11-21T10:15:00.123Z"), 1)),
                vault.credentials());
        assertEquals(2, vault.generation());
        assertEquals("sk-canary-openai", Vaults.reveal(vault, openAi));
        assertEquals(
                "sk-ant-canary",
                Vaults.reveal(
                        vault,
                        vault.newestFor(UpstreamName.ANTHROPIC).orElseThrow().id()));
    }
}
