package dev.fishnet.cli.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.cli.CommandLineHarness;
import dev.fishnet.cli.CommandLineHarness.Result;
import dev.fishnet.cli.FakePlatform;
import dev.fishnet.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyCommandTest {
    private static final String GOOD = """
            [llm]
            daily_budget_usd = 12.5

            [agents.claude]
            user = "agent_runner"
            upstreams = ["anthropic"]
            """;

    @TempDir
    Path data;

    private CommandLineHarness harness;

    @BeforeEach
    void setUp() {
        harness = CommandLineHarness.on(new FakePlatform()).with("FISHNET_DATA_DIR", data.toString());
    }

    @Test
    void aGoodFileIsSaidToBeSo() throws IOException {
        Path file = write(GOOD);

        assertEquals(
                new Result(0, "ok: " + file + ": agents: claude; upstreams: anthropic, openai\n", ""),
                harness.run("policy", "check"));
    }

    @Test
    void withoutAFileTheDefaultsHold() {
        assertEquals(
                "ok: there is no configuration file, so the defaults hold: agents: none; upstreams: anthropic, openai\n",
                harness.run("policy", "check").out());
    }

    @Test
    @Tag("S-28")
    void everyProblemIsToldWithItsFileAndLine() throws IOException {
        Path file = write("[gateway]\nprot = 1\nport = 0\n");

        assertEquals(new Result(3, """
                        %1$s:2: unknown key 'gateway.prot'; the nearest known key is 'gateway.port'
                        %1$s:3: gateway.port: out of range: it must be 1 to 65535
                        """.formatted(file), ""), harness.run("policy", "check"));
    }

    @Test
    void aFileCanBeNamed() throws IOException {
        Path file = Files.writeString(data.resolve("other.toml"), "x = 1\n");

        Result result = harness.run("policy", "check", file.toString(), "--json");

        assertEquals(new Result(3, """
                        {
                          "file": "%1$s",
                          "ok": false,
                          "problems": [
                            {
                              "line": 1,
                              "message": "%1$s:1: unknown key 'x'; 'fishnet policy schema' lists what there is"
                            }
                          ]
                        }
                        """.formatted(file), ""), result);
    }

    @Test
    void aFileThatIsNotThereIsAnErrorOfItsOwn() {
        assertEquals(1, harness.run("policy", "check", "/no/such/file.toml").exitCode());
    }

    @Test
    void everyDefaultIsShown() {
        Result result = harness.run("policy", "show");

        assertEquals(0, result.exitCode());
        Golden.assertMatches("policy/defaults.txt", result.out());
    }

    @Test
    void whatIsInEffectIsShownWithWhereItComesFrom() throws IOException {
        write(GOOD);

        Result result = harness.with("FISHNET_PORT", "4000").run("policy", "show");

        assertTrue(result.out().contains("\nllm.daily_budget_usd = 12.5  # fishnet.toml:2\n"), result.out());
        assertTrue(result.out().contains("\ngateway.port = 4000  # FISHNET_PORT\n"), result.out());
        assertTrue(result.out().contains("\nagents.claude.user = \"agent_runner\"  # fishnet.toml:5\n"), result.out());
        assertTrue(result.out().contains("\nllm.budget_warning_pct = 80  # default\n"), result.out());
    }

    @Test
    void oneAgentIsShownAlone() throws IOException {
        write(GOOD + "[agents.other]\nupstreams = [\"openai\"]\n");

        String shown = harness.run("policy", "show", "--agent", "claude").out();

        assertTrue(shown.contains("agents.claude.upstreams"), shown);
        assertTrue(shown.contains("upstreams.anthropic.base_url"), shown);
        assertFalse(shown.contains("agents.other"), shown);
        assertFalse(shown.contains("upstreams.openai"), shown);
    }

    @Test
    void anAgentThatDoesNotExistIsNotShown() throws IOException {
        write(GOOD);

        assertEquals(
                "[fishnet] the configuration has no agent of that name\n[fishnet] hint: try 'fishnet policy check'\n",
                harness.run("policy", "show", "--agent", "nobody").err());
    }

    @Test
    void effectiveValuesAreJsonToo() throws IOException {
        write(GOOD);

        String shown =
                harness.run("policy", "show", "--agent", "claude", "--json").out();

        assertTrue(shown.contains("\"from\": \"fishnet.toml:2\",\n    \"key\": \"llm.daily_budget_usd\",\n"), shown);
        assertTrue(shown.contains("\"value\": \"12.5\""), shown);
    }

    @Test
    void theSchemaIsThatOfEveryKey() {
        String schema = harness.run("policy", "schema").out();

        assertTrue(schema.contains("\"$schema\": \"https://json-schema.org/draft/2020-12/schema\""));
        assertFalse(schema.contains("\"additionalProperties\": true"));
        Golden.assertMatches("policy/schema.json", schema);
    }

    @Test
    void aStatusNamesWhatIsWrong() throws IOException {
        Path file = write("x = 1\n");

        assertTrue(
                harness.run("status")
                        .out()
                        .endsWith("Policy: fishnet.toml has an error: " + file
                                + ":1: unknown key 'x'; 'fishnet policy schema' lists what there is\n"),
                harness.run("status").out());
        assertTrue(
                harness.run("status", "--json").out().contains(",\"policy_error\":\"" + file + ":1: unknown key 'x'"),
                harness.run("status", "--json").out());
    }

    @Test
    void aStatusSaysNothingOfAGoodFile() throws IOException {
        write(GOOD);

        assertFalse(harness.run("status").out().contains("Policy"));
        assertFalse(harness.run("status", "--json").out().contains("policy"));
    }

    private Path write(String toml) throws IOException {
        return Files.writeString(data.resolve("fishnet.toml"), toml);
    }
}
