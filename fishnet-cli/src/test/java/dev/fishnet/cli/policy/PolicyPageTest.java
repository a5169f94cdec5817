package dev.fishnet.cli.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fishnet.cli.CommandLineHarness;
import dev.fishnet.cli.CommandLineHarness.Result;
import dev.fishnet.cli.FakePlatform;
import dev.fishnet.config.ReferenceTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page that explains the configuration, held to what reads it. */
class PolicyPageTest {
    private static final Path PAGE = Path.of("..", "docs", "policy.md");

    @TempDir
    Path data;

    @Test
    void itsExampleChecks() throws IOException {
        String example = between("<!-- example -->\n```toml\n", "```\n<!-- /example -->");
        Path file = Files.writeString(data.resolve("fishnet.toml"), example);

        Result result = CommandLineHarness.on(new FakePlatform())
                .with("FISHNET_DATA_DIR", data.toString())
                .run("policy", "check");

        assertEquals(
                new Result(
                        0,
                        "ok: " + file + ": agents: claude, helper; upstreams: anthropic, custom.github, openai\n",
                        ""),
                result);
    }

    @Test
    void itsReferenceIsThatOfTheReader() throws IOException {
        String reference = between("<!-- keys -->\n", "<!-- /keys -->");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(
                    PAGE,
                    Files.readString(PAGE).replace(reference + "<!-- /keys", ReferenceTable.text() + "<!-- /keys"));
        }

        assertEquals(ReferenceTable.text(), reference, "-Dgolden.update=true writes it");
    }

    private static String between(String begin, String end) throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf(begin) + begin.length();
        return page.substring(from, page.indexOf(end, from));
    }
}
