package dev.fishnet.cli.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.cli.CommandLineHarness;
import dev.fishnet.cli.CommandLineHarness.Result;
import dev.fishnet.cli.FakePlatform;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.AgentPolicy;
import dev.fishnet.policy.AgentTokens;
import dev.fishnet.spend.Caps;
import dev.fishnet.storage.DataDirectory;
import dev.fishnet.user.UserName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentCommandTest {
    private static final String SECTION = """
            [agents.bob]
            user = "bob"
            upstreams = ["openai", "anthropic"]
            """;

    @TempDir
    Path folder;

    private Path data;
    private Path config;
    private FakePlatform platform;

    @BeforeEach
    void theDaemonIsWhoeverRunsThis() throws IOException {
        data = Files.createDirectory(
                folder.resolve("data"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        config = data.resolve("fishnet.toml");
        platform = new FakePlatform();
    }

    /** As root, who makes accounts, or as the daemon's user, who makes tokens: here both are whoever runs this. */
    private Result run(String... args) throws IOException {
        boolean add = args[1].equals("add");
        platform.users.runningAs(add ? 0 : (Integer) Files.getAttribute(folder, "unix:uid"));
        return CommandLineHarness.on(platform)
                .with("FISHNET_DATA_DIR", data.toString())
                .run(args);
    }

    @Test
    void addingShowsTheAccountAndTheAdmissionFirst() throws IOException {
        Result result = run("agent", "add", "bob");

        assertEquals(0, result.exitCode(), result.err());
        assertTrue(result.out().contains("pretend-useradd bob"), result.out());
        assertTrue(result.out().contains("[agents.bob]"), result.out());
        assertFalse(Files.exists(config));
    }

    @Test
    void addingMakesTheAccountAndAdmitsIt() throws IOException {
        Result result = run("agent", "add", "bob", "--apply");

        assertEquals(0, result.exitCode(), result.err());
        assertEquals(SECTION, Files.readString(config));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(config)));
        assertTrue(platform.users.find(new UserName("bob")).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[llm]\ndaily_budget_usd = 5\n", "[llm]\ndaily_budget_usd = 5"})
    void whatTheConfigurationSaidStays(String before) throws IOException {
        Files.writeString(config, before);
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r-----"));

        run("agent", "add", "bob", "--apply");

        assertEquals(before.strip() + "\n\n" + SECTION, Files.readString(config));
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(config)));
    }

    @Test
    void anAccountThatIsThereIsOnlyAdmittedAndOnlyOnce() throws IOException {
        run("agent", "add", "agent_runner", "--apply");
        String admitted = Files.readString(config);

        Result again = run("agent", "add", "agent_runner", "--apply");

        assertTrue(admitted.contains("[agents.agent_runner]"));
        assertTrue(again.out().contains("no actions required"), again.out());
        assertEquals(admitted, Files.readString(config));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "agents.bob.user = \"bob\"\n",
                "[agents]\nrobert = { user = \"bob\" }\n",
                "agents = { bob = { user = 'bob' } }\n",
                "[agents.bob]\nuser = \"\"\"bob\"\"\"\n"
            })
    void anAgentIsKnownHoweverTheConfigurationWritesIt(String before) throws IOException {
        Files.writeString(config, before);

        Result result = run("agent", "add", "bob", "--apply");

        assertEquals(0, result.exitCode(), result.err());
        assertEquals(before, Files.readString(config));
    }

    @Test
    void nothingIsAddedToAConfigurationThatMeansNothing() throws IOException {
        Files.writeString(config, "[llm]\ndaily_budget = 1\n");

        Result result = run("agent", "add", "bob", "--apply");

        assertEquals(2, result.exitCode());
        assertTrue(result.err().contains("fishnet.toml:2: unknown key 'llm.daily_budget'"), result.err());
        assertEquals("[llm]\ndaily_budget = 1\n", Files.readString(config));
    }

    @Test
    void withoutADataDirectoryThereIsANote() throws IOException {
        Files.delete(data);

        Result result = run("agent", "add", "bob", "--apply");

        assertEquals(0, result.exitCode(), result.err());
        assertTrue(result.err().contains("after 'fishnet init', run this once more"), result.err());
    }

    @ParameterizedTest
    @CsvSource({
        "bob, bob",
        "Bob, bob",
        "_x, agent_x",
        "Agent_Runner, agent_runner",
        "taken, taken-2",
        "abcdefghijklmnopqrstuvwxyzabcdef, abcdefghijklmnopqrstuvwxyzabcdef",
        "_bcdefghijklmnopqrstuvwxyzabcdef, agent_bcdefghijklmnopqrstuvwxyza",
    })
    void anAccountsNameBecomesAnAgents(String user, String agent) {
        AgentName name = new AgentName("taken");
        AdmittedAgents agents =
                AdmittedAgents.of(List.of(new AgentPolicy(name, Optional.empty(), Map.of(), Caps.NONE)));

        assertEquals(new AgentName(agent), agents.freeNameFor(new UserName(user)));
    }

    @Test
    void aTokenIsTheOneLineOnStandardOutput() throws Exception {
        Files.writeString(config, SECTION);

        Result result = run("agent", "token", "bob");

        assertEquals(0, result.exitCode(), result.err());
        assertTrue(result.out().matches("fnagent_[A-Za-z0-9_-]{43}\n"), result.out());
        AgentTokens tokens = new DataDirectory(data).agentTokens().read();
        assertEquals(
                Optional.of(new AgentName("bob")), tokens.ownerOf(result.out().strip()));
        assertTrue(result.err().contains(tokens.all().getFirst().id()), result.err());
    }

    @Test
    void anAgentThatIsNotAdmittedGetsNone() throws IOException {
        Result result = run("agent", "token", "bob");

        assertEquals("", result.out());
        assertTrue(result.err().contains("the configuration has no agent 'bob'"), result.err());
    }

    @Test
    void aTokenIsRevokedByItsIdOrWithAllOthers() throws Exception {
        Files.writeString(config, SECTION);
        run("agent", "token", "bob");
        run("agent", "token", "bob");
        run("agent", "token", "bob");
        DataDirectory directory = new DataDirectory(data);
        String id = directory.agentTokens().read().all().getFirst().id();

        assertEquals(0, run("agent", "token", "bob", "--revoke", id).exitCode());
        assertEquals(2, directory.agentTokens().read().all().size());
        assertEquals(1, run("agent", "token", "bob", "--revoke", id).exitCode());
        assertEquals(1, run("agent", "token", "anna", "--revoke", "all").exitCode());
        assertEquals(0, run("agent", "token", "bob", "--revoke", "all").exitCode());
        assertEquals(AgentTokens.NONE, directory.agentTokens().read());
    }

    @Test
    void theListSaysWhoIsAdmittedAndByWhat() throws Exception {
        Files.writeString(config, "[agents.box]\nupstreams = []\n[agents.runner]\nuser = 'agent_runner' # ours\n");
        run("agent", "token", "box");
        String id =
                new DataDirectory(data).agentTokens().read().all().getFirst().id();

        assertEquals("""
                AGENT                USER                 UID        TOKENS
                box                  -                    -          %s (2026-11-21T10:00:00Z)
                runner               agent_runner         1001
                """.formatted(id), run("agent", "list").out());
        assertEquals(
                "[{\"agent\":\"box\",\"user\":null,\"uid\":null,\"tokens\":[{\"id\":\"" + id
                        + "\",\"created_at\":\"2026-11-21T10:00:00Z\"}]},{\"agent\":\"runner\",\"user\":\"agent_runner\","
                        + "\"uid\":1001,\"tokens\":[]}]\n",
                run("agent", "list", "--json").out());
    }
}
