package dev.fishnet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.config.ConfigException;
import dev.fishnet.config.FishnetConfig;
import dev.fishnet.error.FishnetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {
    @TempDir
    Path folder;

    @Test
    void anEmptyFileMeansTheDefaults() throws Exception {
        assertEquals(FishnetConfig.DEFAULT, read(""));
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
        assertEquals("https://llm.example/openai", config.openAiBase().toString());
        assertEquals("http://127.0.0.1:9000", config.anthropicBase().toString());
        assertEquals("/etc/ssl/company.pem", config.extraCaCerts().orElseThrow());
    }

    @Test
    void aMisspeltKeyNamesTheNearestOne() {
        ConfigException e = assertThrows(ConfigException.class, () -> read("[gateway]\nprot = 4000\n"));

        assertTrue(e.getMessage().endsWith("unknown key 'gateway.prot'"), e.getMessage());
        assertEquals("the nearest known key is 'gateway.port'", e.hint().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "port = 4000|unknown key 'port'",
                "[gateway]\\nport = 0|the port must be 1 to 65535",
                "[gateway]\\nport = 65536|the port must be 1 to 65535",
                "[gateway]\\nport = \"4000\"|a number is needed",
                "[gateway]\\nport = 4000.5|the port must be 1 to 65535",
                "[gateway]\\nhost = 1|a text in quotes is needed",
                "[gateway]\\nport = [1, 2]|a number is needed",
                "[gateway]\\nhost = \"0.0.0.0\"|the gateway listens on this machine only",
                "[gateway]\\nport = 1\\nport = 2|not TOML",
                "[gateway|not TOML",
                "[upstreams.openai]\\nbase_url = \"http://api.openai.com\"|not an upstream's base URL",
                "[upstreams.openai]\\nbase_url = \"https://u:p@api.openai.com\"|not an upstream's base URL",
                "[upstreams.openai]\\nbase_url = \"not a url\"|not a URL",
            })
    void whatIsNotASettingIsRefused(String toml, String message) {
        ConfigException e = assertThrows(ConfigException.class, () -> read(toml.replace("\\n", "\n")));

        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    private FishnetConfig read(String toml) throws IOException, FishnetException {
        Path file = folder.resolve("fishnet.toml");
        Files.writeString(file, toml);
        return new ConfigFile(file).read();
    }
}
