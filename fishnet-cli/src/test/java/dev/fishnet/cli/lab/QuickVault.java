package dev.fishnet.cli.lab;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.fishnet.error.FishnetException;
import dev.fishnet.storage.DataDirectory;
import dev.fishnet.vault.KdfParameters;
import dev.fishnet.vault.SecretBytes;
import dev.fishnet.vault.Vault;
import java.io.IOException;
import java.nio.file.Path;

/**
 * An empty vault whose master password is checked in no time, for labs that unlock it often and are about other things.
 */
public final class QuickVault {
    private QuickVault() {}

    /** Makes it in that data directory, whose files are then this process's. */
    public static void create(Path data, String password) throws IOException {
        try (SecretBytes secret = SecretBytes.takeFrom(password.getBytes(US_ASCII));
                Vault vault = Vault.create(secret, new KdfParameters(64, 1, 1))) {
            new DataDirectory(data).vault().create(vault);
        } catch (FishnetException e) {
            throw new IOException(e);
        }
    }
}
