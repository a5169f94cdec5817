package dev.fishnet.testkit;

import dev.fishnet.storage.KeyFile;
import dev.fishnet.vault.KeyStorePort;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The key file signs what the fake signs. */
class KeyFileContractTest implements KeyStorePortContract {
    @TempDir
    Path folder;

    @Override
    public KeyStorePort keyStore() {
        return new KeyFile(folder.resolve("vault.key"));
    }
}
