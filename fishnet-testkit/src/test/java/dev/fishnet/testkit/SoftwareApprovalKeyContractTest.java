package dev.fishnet.testkit;

import dev.fishnet.signing.ApprovalKey;
import dev.fishnet.signing.SoftwareApprovalKey;
import dev.fishnet.storage.VaultFile;
import dev.fishnet.vault.KdfParameters;
import dev.fishnet.vault.SecretBytes;
import dev.fishnet.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The software key signs what hardware signs, from a vault in a file that is opened again each time. */
class SoftwareApprovalKeyContractTest implements ApprovalKeyContract {
    private static final Instant NOW = Instant.parse("2026-11-21T10:15:00Z");

    @TempDir
    Path folder;

    @BeforeEach
    void makeAVault() throws Exception {
        try (SecretBytes password = password();
                Vault vault = Vault.create(password, new KdfParameters(8, 1, 1))) {
            SoftwareApprovalKey.ensureIn(vault, NOW);
            file().create(vault);
        }
    }

    @Override
    public ApprovalKey open() throws Exception {
        try (SecretBytes password = password();
                Vault vault = file().read().open(password)) {
            return SoftwareApprovalKey.openFrom(vault);
        }
    }

    @Override
    public boolean isDeterministic() {
        return true;
    }

    private VaultFile file() {
        return new VaultFile(folder.resolve("vault.fnv"));
    }

    private static SecretBytes password() {
        return SecretBytes.takeFrom("correct horse".getBytes(StandardCharsets.UTF_8));
    }
}
