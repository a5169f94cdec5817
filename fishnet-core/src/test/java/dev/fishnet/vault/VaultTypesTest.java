package dev.fishnet.vault;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VaultTypesTest {
    @Tag("S-12")
    @ParameterizedTest
    @CsvSource({
        "7,1,1",
        "0,1,1",
        "-1,1,1",
        "1048577,1,1",
        "2147483647,1,1", // memory
        "8,0,1",
        "8,17,1",
        "8,-1,1", // iterations
        "8,1,0",
        "64,1,5",
        "64,1,-1",
        "31,1,4",
        "15,1,2" // lanes, and memory for each
    })
    void keyDerivationOutOfBoundsIsRefused(int memoryKiB, int iterations, int parallelism) {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> new KdfParameters(memoryKiB, iterations, parallelism));

        assertTrue(String.valueOf(refused.getMessage()).startsWith("key derivation "));
    }

    @ParameterizedTest
    @CsvSource({"8,1,1", "1048576,16,4", "32,1,4", "262144,3,1"})
    void keyDerivationUpToTheBoundsIsTaken(int memoryKiB, int iterations, int parallelism) {
        assertDoesNotThrow(() -> new KdfParameters(memoryKiB, iterations, parallelism));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "tab\there", "line\n", "nul\0", "ümlaut", "\u007f", "\u00a0"})
    void aNameThatIsNotVisibleAsciiIsRefused(String name) {
        assertThrows(IllegalArgumentException.class, () -> new CredentialName(name));
    }

    @Test
    void aNameHasAtMost64Characters() {
        assertEquals(64, new CredentialName("x".repeat(64)).value().length());
        assertThrows(IllegalArgumentException.class, () -> new CredentialName("x".repeat(65)));
    }

    @Tag("S-14")
    @Test
    void aRefusedNameIsNotRepeatedBecauseItMayBeAKey() {
        String misplaced = "sk-canary ".repeat(10);

        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> new CredentialName(misplaced));

        assertFalse(String.valueOf(refused.getMessage()).contains("canary"));
    }

    @Test
    void credentialsAreOrderedByUpstreamThenName() {
        assertTrue(Vaults.id("anthropic", "z").compareTo(Vaults.id("openai", "a")) < 0);
        assertTrue(Vaults.id("openai", "a").compareTo(Vaults.id("openai", "b")) < 0);
        assertEquals("openai:a", Vaults.id("openai", "a").toString());
    }

    @ParameterizedTest
    @CsvSource({
        "0,2026-01-01T00:00:00Z", // version
        "1,1969-12-31T23:59:59Z",
        "1,+10000-01-01T00:00:00Z",
        "1,2026-01-01T00:00:00.0001Z" // time
    })
    void metadataOutOfBoundsIsRefused(long version, Instant createdAt) {
        CredentialId id = Vaults.id("openai", "a");

        assertThrows(IllegalArgumentException.class, () -> new Credential(id, createdAt, version));
    }
}
