package dev.fishnet.cli.credential;

import static dev.fishnet.cli.CommandLineHarness.NOT_IN_THE_LOG;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.cli.CommandLineHarness;
import dev.fishnet.cli.CommandLineHarness.Result;
import dev.fishnet.cli.FakePlatform;
import dev.fishnet.error.FishnetException;
import dev.fishnet.storage.DataDirectory;
import dev.fishnet.storage.VaultFile;
import dev.fishnet.upstream.UpstreamName;
import dev.fishnet.vault.CredentialId;
import dev.fishnet.vault.CredentialName;
import dev.fishnet.vault.KdfParameters;
import dev.fishnet.vault.SecretBytes;
import dev.fishnet.vault.Vault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialCommandsTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String KEY = "sk-canary-0123456789";

    @TempDir
    Path folder;

    private Path data;
    private FakePlatform platform;
    private VaultFile vaultFile;

    @BeforeEach
    void aVaultThatOpensFast() throws Exception {
        data = folder.resolve("data");
        platform = new FakePlatform();
        platform.users.runningAs((Integer) Files.getAttribute(folder, "unix:uid"));
        Files.createDirectory(data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        vaultFile = new DataDirectory(data).vault();
        try (SecretBytes password = secret(PASSWORD);
                Vault vault = Vault.create(password, new KdfParameters(64, 1, 1))) {
            vaultFile.create(vault);
        }
    }

    @Test
    void aKeyFromStandardInputIsStoredAsItIs() throws Exception {
        Result result = harness().typing(KEY + "\n").run("add-key", "--service", "openai", "--key-file", "-");

        assertEquals(new Result(0, "Stored credential 'default' for service 'openai'.\n", NOT_IN_THE_LOG), result);
        assertArrayEquals(KEY.getBytes(StandardCharsets.US_ASCII), stored("openai", "default"));
    }

    @Test
    void aKeyFromAFileIsStoredAsItIs() throws Exception {
        Path file = Files.writeString(folder.resolve("key"), KEY + "\r\n");

        harness().run("add-key", "--service", "anthropic", "--name", "main", "--key-file", file.toString());

        assertArrayEquals(KEY.getBytes(StandardCharsets.US_ASCII), stored("anthropic", "main"));
    }

    @Test
    void aKeyInAnArgumentIsStoredWithAWarning() throws Exception {
        Result result = harness().run("add-key", "--service", "openai", "--key", KEY);

        assertTrue(result.err().startsWith("[fishnet] warning: --key on the command line can be read by every user"));
        assertArrayEquals(KEY.getBytes(StandardCharsets.US_ASCII), stored("openai", "default"));
    }

    @Test
    @Tag("S-14")
    void noCommandPrintsTheKey() {
        String printed = printed(harness().run("add-key", "--service", "openai", "--key", KEY))
                + printed(harness().run("add-key", "--service", "openai", "--key", KEY))
                + printed(harness().run("add-key", "--service", "anthropic", "--key", KEY + " " + KEY))
                + printed(harness().run("list-keys"))
                + printed(harness().run("list-keys", "--json"))
                + printed(harness().run("backup"))
                + printed(harness().run("remove-key", "default", "--yes"));

        assertFalse(printed.contains("canary"), printed);
        assertFalse(printed.contains(PASSWORD), printed);
    }

    @Test
    void aNameThatIsTakenIsRefusedUnlessReplacingWasMeant() throws Exception {
        harness().run("add-key", "--service", "openai", "--key", "sk-first");

        Result again = harness().run("add-key", "--service", "openai", "--key", KEY);
        assertEquals(2, again.exitCode());
        assertTrue(again.err().contains("there is a credential 'default' for 'openai' already"), again.err());

        assertEquals(
                0,
                harness()
                        .run("add-key", "--service", "openai", "--key", KEY, "--replace")
                        .exitCode());
        assertArrayEquals(KEY.getBytes(StandardCharsets.US_ASCII), stored("openai", "default"));
    }

    @Test
    void aNameInSeveralServicesNeedsTheService() {
        harness().run("add-key", "--service", "openai", "--key", KEY);
        harness().run("add-key", "--service", "anthropic", "--key", KEY);

        Result ambiguous = harness().run("remove-key", "default", "--yes");
        Result exact = harness().run("remove-key", "default", "--service", "openai", "--yes");

        assertEquals(2, ambiguous.exitCode());
        assertEquals(
                "[fishnet] multiple credentials named 'default' found across services: anthropic, openai. re-run with"
                        + " --service\n",
                ambiguous.err());
        assertEquals(new Result(0, "Removed credential 'default' for service 'openai'.\n", NOT_IN_THE_LOG), exact);
        assertTrue(harness().run("list-keys").out().contains("anthropic"));
    }

    @Test
    void removingWithoutAYesDoesNothing() {
        harness().run("add-key", "--service", "openai", "--key", KEY);

        Result result = harness().run("remove-key", "default");

        assertEquals(2, result.exitCode());
        assertTrue(harness().run("list-keys").out().contains("openai"));
    }

    @Test
    void anEmptyVaultSaysSo() {
        assertEquals(new Result(0, "No credentials stored.\n", ""), harness().run("list-keys"));
    }

    @Test
    void aWrongPasswordOpensNothing() {
        Result result = harness().with("FISHNET_MASTER_PASSWORD", "wrong").run("list-keys");

        assertEquals(1, result.exitCode());
        assertTrue(result.err().startsWith("[fishnet] invalid master password\n"), result.err());
    }

    @Test
    @Tag("S-15")
    void aBackupBringsBackWhatWasRemoved() throws Exception {
        harness().run("add-key", "--service", "openai", "--key", KEY);
        Path backup = folder.resolve("copy.fnv");
        assertEquals(
                new Result(0, "Backup written to " + backup + "\n", NOT_IN_THE_LOG),
                harness().run("backup", "--output", backup.toString()));
        harness().run("remove-key", "default", "--yes");

        Result restored = harness().run("restore", backup.toString(), "--yes");

        assertEquals("Vault restored from " + backup + "\n", restored.out());
        assertArrayEquals(KEY.getBytes(StandardCharsets.US_ASCII), stored("openai", "default"));
    }

    @Test
    @Tag("S-15")
    void aDamagedBackupReplacesNothing() throws Exception {
        harness().run("add-key", "--service", "openai", "--key", KEY);
        Path backup = folder.resolve("copy.fnv");
        harness().run("backup", "--output", backup.toString());
        byte[] bytes = Files.readAllBytes(backup);
        bytes[bytes.length / 2] ^= 1;
        Files.write(backup, bytes);
        byte[] before = Files.readAllBytes(vaultFile.path());

        Result result = harness().run("restore", backup.toString(), "--yes");

        assertEquals(1, result.exitCode());
        assertTrue(result.err().startsWith("[fishnet] the vault file is damaged"), result.err());
        assertArrayEquals(before, Files.readAllBytes(vaultFile.path()));
    }

    @Test
    void theFirstKeyMakesTheVault() throws Exception {
        Files.delete(vaultFile.path());

        Result result = harness().run("add-key", "--service", "openai", "--key", KEY);

        assertEquals(0, result.exitCode());
        assertTrue(result.err().contains("there is no vault yet"), result.err());
        assertArrayEquals(KEY.getBytes(StandardCharsets.US_ASCII), stored("openai", "default"));
    }

    @Test
    void aServiceThatNoRouteLeadsToDrawsAWarning() {
        Result result = harness().typing(KEY).run("add-key", "--service", "opnai", "--key-file", "-");

        assertEquals(
                "[fishnet] warning: no route leads to 'opnai'; the gateway knows openai and anthropic\n"
                        + NOT_IN_THE_LOG,
                result.err());
    }

    private CommandLineHarness harness() {
        return CommandLineHarness.on(platform)
                .with("FISHNET_DATA_DIR", data.toString())
                .with("FISHNET_MASTER_PASSWORD", PASSWORD);
    }

    private byte[] stored(String upstream, String name) throws FishnetException, IOException {
        CredentialId id = new CredentialId(new UpstreamName(upstream), new CredentialName(name));
        try (SecretBytes password = secret(PASSWORD);
                Vault vault = vaultFile.read().open(password);
                SecretBytes key = vault.reveal(id)) {
            return key.use(byte[]::clone);
        }
    }

    private static String printed(Result result) {
        return result.out() + result.err();
    }

    private static SecretBytes secret(String text) {
        return SecretBytes.takeFrom(text.getBytes(StandardCharsets.US_ASCII));
    }
}
