package dev.fishnet.cli.init;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.cli.CommandLineHarness;
import dev.fishnet.cli.CommandLineHarness.Result;
import dev.fishnet.cli.FakePlatform;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.storage.ConfigFile;
import dev.fishnet.storage.DataDirectory;
import dev.fishnet.vault.SecretBytes;
import dev.fishnet.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {
    private static final String KEY = "sk-canary-0123456789";

    @TempDir
    Path folder;

    private Path data;
    private FakePlatform platform;

    @BeforeEach
    void theServiceUserIsWhoeverRunsThis() throws IOException {
        data = folder.resolve("data");
        platform = new FakePlatform();
        long uid = (Integer) Files.getAttribute(folder, "unix:uid");
        platform.users.with("fishnet", uid).runningAs(uid);
    }

    @Test
    void theFirstPhaseMakesTheServiceUserAndSaysWhatIsNext() {
        platform.users.without("fishnet").runningAs(0);

        Result result = harness().run("init", "--apply-system", "--system-only");

        assertEquals(0, result.exitCode(), result.err());
        assertTrue(result.out().contains("System user + permissions setup: complete.\nSystem setup complete.\n"));
        assertTrue(
                result.out()
                        .endsWith(
                                "  sudo -u fishnet fishnet init --store-derived-key-in-keychain --first-service openai\n"),
                result.out());
    }

    @Test
    void aDryRunOfTheFirstPhaseDoesNotSayThatItIsComplete() {
        platform.users.without("fishnet").runningAs(0);

        Result result = harness().run("init", "--system-only");

        assertTrue(result.out().startsWith("System user + permissions setup: dry-run\n"), result.out());
        assertFalse(result.out().contains("complete"), result.out());
    }

    @Test
    @Tag("S-23")
    void theFirstPhaseTwiceHasNothingToDo() {
        platform.users.without("fishnet").runningAs(0);
        harness().run("init", "--apply-system", "--system-only");

        Result again = harness().run("init", "--apply-system", "--system-only");

        assertTrue(again.out().startsWith("System user + permissions setup: no actions required.\n"), again.out());
    }

    @Test
    void theSecondPhaseMakesTheVaultItsKeyTheCredentialAndTheConfiguration() throws Exception {
        Result result = full("--daily-budget-usd", "12.5");

        assertEquals(new Result(0, """
                        Fishnet init complete.
                        Vault made at %1$s/vault.fnv
                        Vault key kept in the key store in memory
                        Stored first credential 'openai:default'
                        Config written to %1$s/fishnet.toml
                        Run: sudo fishnet service install --apply
                        """.formatted(data), ""), result);
        try (SecretBytes key = platform.keyStore.load().orElseThrow();
                Vault vault = new DataDirectory(data).vault().read().openWithKey(key)) {
            assertEquals(1, vault.credentials().size());
        }
        assertEquals(
                new MicroUsd(12_500_000),
                new ConfigFile(new DataDirectory(data).config())
                        .read()
                        .policy()
                        .caps()
                        .daily()
                        .orElseThrow());
    }

    @Test
    @Tag("S-23")
    void theSecondPhaseTwiceChangesNothingAndSaysSo() throws Exception {
        full();
        byte[] before = Files.readAllBytes(data.resolve("vault.fnv"));

        Result again = full();

        assertEquals(
                new Result(0, "Fishnet init complete: everything was there already, nothing has changed.\n", ""),
                again);
        assertArrayEquals(before, Files.readAllBytes(data.resolve("vault.fnv")));
    }

    @Test
    @Tag("S-23")
    void aRunThatWasInterruptedIsCompletedByTheNext() throws Exception {
        full();
        Files.delete(data.resolve("fishnet.toml"));
        platform.keyStore.store(SecretBytes.random(32));

        Result again = full();

        assertTrue(again.out().contains("Vault key kept in"), again.out());
        assertTrue(again.out().contains("Config written to"), again.out());
        assertFalse(again.out().contains("Vault made"), again.out());
    }

    @Test
    void rootIsRefusedBeforeAnythingIsWritten() {
        platform.users.with("fishnet", 990).runningAs(0);

        Result result = full();

        assertEquals(1, result.exitCode());
        assertTrue(
                result.err().contains("hint: run: sudo -u fishnet fishnet init --store-derived-key-in-keychain"),
                result.err());
        assertFalse(Files.exists(data));
    }

    @Test
    void withoutAServiceUserTheFirstPhaseIsNamed() {
        platform.users.without("fishnet").runningAs(1000);

        Result result = CommandLineHarness.on(platform).run("init", "--first-service", "openai");

        assertTrue(result.err().contains("hint: first: sudo fishnet init --apply-system --system-only"), result.err());
    }

    @Test
    void aBudgetThatIsNoneIsRefusedBeforeAnythingIsWritten() {
        Result result = full("--daily-budget-usd", "1e9");

        assertEquals(2, result.exitCode());
        assertTrue(
                result.err().contains("--daily-budget-usd: llm.daily_budget_usd: an amount in dollars is needed"),
                result.err());
        assertFalse(Files.exists(data.resolve("vault.fnv")));
    }

    private Result full(String... more) {
        List<String> words = new ArrayList<>(List.of(
                "init", "--store-derived-key-in-keychain", "--first-service", "openai", "--first-key-file", "-"));
        words.addAll(List.of(more));
        return harness().typing(KEY).run(words.toArray(String[]::new));
    }

    private CommandLineHarness harness() {
        return CommandLineHarness.on(platform)
                .with("FISHNET_DATA_DIR", data.toString())
                .with("FISHNET_MASTER_PASSWORD", "correct horse battery");
    }
}
