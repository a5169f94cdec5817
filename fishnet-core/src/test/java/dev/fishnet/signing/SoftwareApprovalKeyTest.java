package dev.fishnet.signing;

import static dev.fishnet.vault.Vaults.NOW;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.crypto.P256;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.upstream.CredentialHeader;
import dev.fishnet.upstream.Dialect;
import dev.fishnet.upstream.Upstream;
import dev.fishnet.upstream.UpstreamName;
import dev.fishnet.vault.Vault;
import dev.fishnet.vault.VaultCredentials;
import dev.fishnet.vault.Vaults;
import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only the key in the vault does; what it has in common with hardware is its contract's. */
@Tag("S-24")
class SoftwareApprovalKeyTest {
    private static final String ONE = "0000000000000000000000000000000000000000000000000000000000000001";

    @Test
    void aVaultWithoutOneSaysSo() throws FishnetException {
        try (Vault vault = Vaults.empty()) {
            assertFalse(SoftwareApprovalKey.isIn(vault));
            FishnetException refused = assertThrows(FishnetException.class, () -> SoftwareApprovalKey.openFrom(vault));

            assertEquals(ErrorKind.NOT_FOUND, refused.kind());
        }
    }

    @Test
    void itIsMadeOnceAndStays() throws FishnetException {
        try (Vault vault = Vaults.empty()) {
            SoftwareApprovalKey.ensureIn(vault, NOW);
            byte[] first = publicKey(vault);
            SoftwareApprovalKey.ensureIn(vault, NOW);

            assertArrayEquals(first, publicKey(vault));
            assertTrue(SoftwareApprovalKey.isIn(vault));
        }
    }

    @Test
    void itOutlivesTheVaultItWasOpenedFrom() throws FishnetException {
        Vault vault = withKey(ONE);
        try (SoftwareApprovalKey key = SoftwareApprovalKey.openFrom(vault)) {
            vault.close();

            assertEquals(4, key.publicKey()[0]);
            assertTrue(key.sign(new byte[0]).length > 0);
        }
    }

    @Test
    void whatTheVaultKeepsIsTheScalarInHexadecimal() throws FishnetException {
        byte[] scalar = new byte[P256.SCALAR_BYTES];
        scalar[P256.SCALAR_BYTES - 1] = 1;
        try (Vault vault = withKey(ONE)) {
            assertArrayEquals(P256.publicPoint(scalar), publicKey(vault));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk-not-a-key",
                "0",
                "00",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551",
                "000000000000000000000000000000000000000000000000000000000000000g",
                "00000000000000000000000000000000000000000000000000000000000000001",
                "000000000000000000000000000000000000000000000000000000000000000001"
            })
    void whatIsNoKeyIsNotOpened(String stored) throws FishnetException {
        try (Vault vault = withKey(stored)) {
            FishnetException refused = assertThrows(FishnetException.class, () -> SoftwareApprovalKey.openFrom(vault));

            assertEquals(ErrorKind.CORRUPT, refused.kind());
            assertFalse(refused.getMessage().contains(stored));
        }
    }

    @Test
    void theGatewayIsNeverLentIt() throws FishnetException {
        try (Vault vault = withKey(ONE);
                VaultCredentials credentials = new VaultCredentials(vault)) {
            assertTrue(credentials.credentialFor(UpstreamName.OWN).isEmpty());
        }
    }

    @Test
    void noUpstreamHasTheNameItLiesUnder() {
        CredentialHeader header = new CredentialHeader("authorization", "Bearer ");
        URI base = URI.create("https://api.example.com");

        assertThrows(
                IllegalArgumentException.class,
                () -> new Upstream(UpstreamName.OWN, Dialect.PLAIN, "/custom/own", base, header, false));
    }

    private static Vault withKey(String stored) throws FishnetException {
        Vault vault = Vaults.empty();
        vault.store(SoftwareApprovalKey.ID, Vaults.secret(stored), NOW);
        return vault;
    }

    private static byte[] publicKey(Vault vault) throws FishnetException {
        try (SoftwareApprovalKey key = SoftwareApprovalKey.openFrom(vault)) {
            return key.publicKey();
        }
    }
}
