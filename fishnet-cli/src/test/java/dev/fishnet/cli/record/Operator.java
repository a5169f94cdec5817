package dev.fishnet.cli.record;

import dev.fishnet.cli.CommandLineHarness;
import dev.fishnet.cli.CommandLineHarness.Result;
import dev.fishnet.cli.FakePlatform;
import dev.fishnet.error.FishnetException;
import dev.fishnet.storage.DataDirectory;
import dev.fishnet.storage.VaultFile;
import dev.fishnet.vault.KdfParameters;
import dev.fishnet.vault.SecretBytes;
import dev.fishnet.vault.Vault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An operator with a vault that opens fast and a log that has begun. */
abstract class Operator {
    static final String PASSWORD = "correct horse battery";
    static final String KEY = "sk-canary-0123456789";

    @TempDir
    Path folder;

    final FakePlatform platform = new FakePlatform();
    Path data;
    int uid;
    BegunLog log;
    VaultFile vaultFile;

    @BeforeEach
    void aLogThatHasBegun() throws Exception {
        data = folder.resolve("data");
        uid = (Integer) Files.getAttribute(folder, "unix:uid");
        platform.users.runningAs(uid);
        log = BegunLog.in(data);
        vaultFile = new DataDirectory(data).vault();
        vaultFile.create(vault());
    }

    static Vault vault() throws FishnetException {
        try (SecretBytes password = secret(PASSWORD)) {
            return Vault.create(password, new KdfParameters(64, 1, 1));
        }
    }

    static SecretBytes secret(String text) {
        return SecretBytes.takeFrom(text.getBytes(StandardCharsets.UTF_8));
    }

    CommandLineHarness harness() {
        return CommandLineHarness.on(platform)
                .with("FISHNET_DATA_DIR", data.toString())
                .with("FISHNET_MASTER_PASSWORD", PASSWORD);
    }

    Result addKey(String... more) {
        List<String> line = new ArrayList<>(List.of("add-key", "--service", "openai", "--key-file", "-"));
        line.addAll(List.of(more));
        return harness().typing(KEY).run(line.toArray(new String[0]));
    }

    void configure(String toml) throws IOException {
        Files.writeString(data.resolve("fishnet.toml"), toml);
    }

    String me(String act) {
        return uid + " " + act;
    }
}
