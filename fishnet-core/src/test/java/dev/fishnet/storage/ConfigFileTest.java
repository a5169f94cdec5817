package dev.fishnet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.config.ConfigException;
import dev.fishnet.config.FishnetConfig;
import dev.fishnet.error.FishnetException;
import dev.fishnet.upstream.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    @TempDir
    Path folder;

    @Test
    void anEmptyFileMeansTheDefaults() throws Exception {
        assertEquals(FishnetConfig.defaults(), read(""));
    }

    @Test
    void everySettingCanBeWritten() throws Exception {
        FishnetConfig config = read("""
                [gateway]
                host = "::1"
                port = 4000
                [upstreams]
                extra_ca_certs = "/etc/ssl/company.pem"
                [upstreams.openai]
                base_url = "https://llm.example/openai"
                [upstreams.anthropic]
                base_url = "http://127.0.0.1:9000"
                """);

        assertEquals("::1", config.host());
        assertEquals(4000, config.port());
        assertEquals(
                "[http://127.0.0.1:9000, https://llm.example/openai]",
                config.upstreams().stream().map(Upstream::base).toList().toString());
        assertEquals("/etc/ssl/company.pem", config.extraCaCerts().orElseThrow());
    }

    @Test
    void anErrorNamesTheFileAndTheLine() {
        ConfigException e = assertThrows(ConfigException.class, () -> read("[gateway]\nprot = 4000\n"));

        assertEquals(
                folder.resolve("fishnet.toml")
                        + ":2: unknown key 'gateway.prot'; the nearest known key is 'gateway.port'",
                e.getMessage());
    }

    @Test
    void oneOfSeveralProblemsSaysThatThereAreMore() {
        ConfigException e = assertThrows(ConfigException.class, () -> read("a = 1\nb = 2\n"));

        assertEquals(
                "correct it and try again; 'fishnet policy check' shows all 2 problems",
                e.hint().orElseThrow());
    }

    @Test
    void aFileBeyondAMebibyteIsNotRead() {
        FishnetException e = assertThrows(FishnetException.class, () -> read("#".repeat((1 << 20) + 1)));

        assertTrue(e.getMessage().endsWith("is larger than 1048576 bytes"), e.getMessage());
    }

    @Test
    void whatIsNotUtf8IsRefused() throws IOException {
        Path file = folder.resolve("latin.toml");
        Files.write(file, new byte[] {'#', (byte) 0xe9});

        assertThrows(ConfigException.class, () -> new ConfigFile(file).read());
    }

    private FishnetConfig read(String toml) throws IOException, FishnetException {
        Path file = folder.resolve("fishnet.toml");
        Files.writeString(file, toml);
        return new ConfigFile(file).read();
    }
}
