package dev.fishnet.cli.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.cli.CommandLineHarness;
import dev.fishnet.cli.CommandLineHarness.Result;
import dev.fishnet.upstream.UpstreamName;
import dev.fishnet.vault.CredentialId;
import dev.fishnet.vault.CredentialName;
import dev.fishnet.vault.SecretBytes;
import dev.fishnet.vault.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands leave in a log that has begun; each on its own vault, configuration and packet filter. */
@Timeout(60)
@Tag("S-62")
class RecordedActsTest extends Operator {
    private static final Pattern TOKEN_ID = Pattern.compile("with the id ([0-9a-f]+);");

    @Test
    void whatIsDoneToCredentialsWithTheirVersions() throws Exception {
        addKey();
        addKey("--replace");
        harness().run("remove-key", "--yes", "default");

        assertEquals(
                List.of(
                        me("credential_added openai:default | version 1"),
                        me("credential_replaced openai:default | version 2"),
                        me("credential_removed openai:default | version 2")),
                log.acts());
    }

    @Test
    void whatWasNotDoneBecauseItCannotBeMeantIsNotInIt() throws Exception {
        harness().typing("two words").run("add-key", "--service", "openai", "--key-file", "-");
        harness().run("remove-key", "--yes", "default");
        harness().run("restore", "--yes", folder.resolve("nothing").toString());
        harness().run("agent", "token", "nobody");
        harness().run("agent", "token", "nobody", "--revoke", "all");

        assertEquals(List.of(), log.acts());
    }

    @Test
    void aVaultThatIsMade() throws Exception {
        Files.delete(vaultFile.path());
        addKey();

        assertEquals(
                List.of(
                        me("vault_created vault | at " + vaultFile.path()),
                        me("credential_added openai:default | version 1")),
                log.acts());
    }

    @Test
    void aVaultThatIsCopiedAndPutBack() throws Exception {
        Path copy = folder.resolve("copy.fnv");
        harness().run("backup", "--output", copy.toString());
        harness().run("restore", "--yes", copy.toString());

        assertEquals(
                List.of(me("vault_backed_up vault | to " + copy), me("vault_restored vault | from " + copy)),
                log.acts());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"list-keys", "add-key --service openai --key " + KEY, "remove-key --yes x", "restore --yes F"})
    void everyWrongPasswordAndTheCommandItWasOfferedTo(String line) throws Exception {
        Path copy = Files.copy(vaultFile.path(), folder.resolve("copy.fnv"));

        harness()
                .with("FISHNET_MASTER_PASSWORD", "wrong")
                .run(line.replace("F", copy.toString()).split(" ", -1));

        assertEquals(List.of(me("unlock_failed " + line.split(" ", -1)[0] + " | invalid master password")), log.acts());
    }

    @Test
    void aKeptKeyThatDoesNotOpenTheVaultAndTheOneThatTakesItsPlace() throws Exception {
        platform.users.with("fishnet", uid);
        platform.keyStore.store(SecretBytes.random(32));

        Result result = harness()
                .run("init", "--store-derived-key-in-keychain", "--first-service", "openai", "--first-key", KEY);

        assertEquals(0, result.exitCode(), result::err);
        assertEquals(
                List.of(
                        me("unlock_failed init | no unlock slot of the vault opens with this key"),
                        me("unlock_key_kept vault | opens it without a person"),
                        me("credential_added openai:default | version 1")),
                log.acts());
    }

    @Test
    void tokensByTheirIdsAndNeverTheToken() throws Exception {
        configure("[agents.claude]\nupstreams = [\"openai\"]\nuser = \"agent_runner\"\n");
        Result made = harness().run("agent", "token", "claude");
        Matcher id = TOKEN_ID.matcher(made.err());
        assertTrue(id.find(), made::err);
        harness().run("agent", "token", "claude", "--revoke", "all");

        assertEquals(
                List.of(
                        me("token_issued claude | token " + id.group(1)),
                        me("token_revoked claude | token " + id.group(1))),
                log.acts());
        assertFalse(new String(Files.readAllBytes(log.file()), StandardCharsets.ISO_8859_1)
                .contains(made.out().strip()));
    }

    @Test
    void nothingIsLongEnoughToFillADisk() throws Exception {
        Path copy = folder.resolve("x".repeat(200) + ".fnv");
        String far = folder + "/" + "../".repeat(500) + folder + "/" + copy.getFileName();
        harness().run("backup", "--output", far);

        String act = log.acts().getFirst();
        assertTrue(act.startsWith(me("vault_backed_up vault | to " + folder)) && act.endsWith("…"), act);
        assertTrue(act.length() < 1600, act);
    }

    @Test
    void promptsThatWereAccepted() throws Exception {
        harness().run("agent", "accept", "claude");

        assertEquals(List.of(me("prompts_accepted claude | ")), log.acts());
    }

    @Test
    void aPolicyThatWasEditedAndNotOneThatWasNot() throws Exception {
        configure("");
        platform.attended = command -> 0;
        harness().run("policy", "edit");
        platform.attended = command -> {
            write(command.argv().getLast(), "[llm]\ndaily_budget_usd = 3\n");
            return 0;
        };
        harness().run("policy", "edit");

        assertEquals(List.of(me("policy_edited " + data.resolve("fishnet.toml") + " | ")), log.acts());
    }

    private static void write(String file, String text) {
        try {
            Files.writeString(Path.of(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anAgentThatWasAddedAndAServiceThatCameAndWent() throws Exception {
        configure("");
        platform.dataDirectory = data.toString();
        platform.users.runningAs(0);
        harness().run("agent", "add", "new_agent");
        harness().run("agent", "add", "new_agent", "--apply");
        harness().run("agent", "add", "new_agent", "--apply");
        harness().run("service", "install");
        harness().run("service", "install", "--apply");
        harness().run("service", "uninstall", "--apply");
        harness().run("service", "uninstall", "--apply");

        assertEquals(
                List.of(
                        "0 agent_added new_agent | with a new account, admitted in the configuration",
                        "0 service_installed /etc/pretend/fishnet.unit | runs as fishnet",
                        "0 service_removed /etc/pretend/fishnet.unit | "),
                log.acts());
    }

    @Test
    void whatWasAnnouncedAndThenFailed() throws Exception {
        Path copy = Files.copy(vaultFile.path(), folder.resolve("copy.fnv"));
        Path kept = Files.createFile(data.resolve("vault.fnv.replaced-20261121T100000Z"));

        harness().run("restore", "--yes", copy.toString());

        List<String> acts = log.acts();
        assertEquals(2, acts.size(), acts::toString);
        assertEquals(me("vault_restored vault | from " + copy), acts.getFirst());
        assertTrue(acts.getLast().startsWith(me("vault_restored vault | failed: cannot write ")), acts::toString);
        assertEquals(0, Files.size(kept));
    }

    @Test
    void theKeyOfTheLogIsNobodysToListReplaceOrRemove() throws Exception {
        CredentialId place = new CredentialId(UpstreamName.OWN, new CredentialName("audit-log"));
        try (SecretBytes password = secret(PASSWORD);
                Vault open = vaultFile.read().open(password);
                SecretBytes key = secret(KEY)) {
            vaultFile
                    .update(open, latest -> latest.store(place, key, Instant.EPOCH))
                    .close();
        }

        assertEquals("No credentials stored.\n", harness().run("list-keys").out());
        assertEquals(1, harness().run("remove-key", "--yes", "audit-log").exitCode());
        assertOwn(harness().run("remove-key", "--yes", "audit-log", "--service", "fishnet"));
        assertOwn(harness().run("add-key", "--service", "fishnet", "--key", KEY));
        assertEquals(List.of(), log.acts());
    }

    private static void assertOwn(Result refused) {
        assertEquals(2, refused.exitCode());
        assertTrue(
                refused.err()
                        .contains(
                                "'fishnet' is no upstream: it is Fishnet's own place in the vault, with the key of its log"),
                refused::err);
    }

    @Test
    void withoutALogThatIsSaidOnceAndNoneIsMade() throws Exception {
        Files.delete(log.file());
        platform.users.runningAs(0);
        harness().run("firewall", "enable", "--agent-user", "agent_runner", "--apply");
        platform.firewall.flush();

        assertEquals(
                "[fishnet] the lockdown was not in force: nothing holds agent_runner\n"
                        + CommandLineHarness.NOT_IN_THE_LOG,
                harness().run("firewall", "heal", "--apply").err());
        assertFalse(Files.exists(log.file()));
    }
}
