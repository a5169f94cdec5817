package dev.fishnet.platform.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.storage.KeyFile;
import dev.fishnet.testkit.InMemoryUserAccounts;
import dev.fishnet.testkit.KeyStorePortContract;
import dev.fishnet.vault.KeyStorePort;
import dev.fishnet.vault.SecretBytes;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeychainKeyStoreTest implements KeyStorePortContract {
    private static final String LOGIN = "/Users/ada/Library/Keychains/login.keychain-db";
    private static final KeyStorePort KEY_FILE = new KeyFile(Path.of("/nowhere/vault.key"));

    private final FakeSecurity security = new FakeSecurity();

    @Override
    public KeyStorePort keyStore() {
        return new KeychainKeyStore(new Keychain(security, KeychainKeyStore.SERVICE, KeychainKeyStore.ACCOUNT));
    }

    @Test
    void theValueIsTheOneTheOriginalWrote() throws FishnetException {
        String value = "derived_hex:v1:" + "0f".repeat(31) + "A5";
        security.put("fishnet", "vault_derived_key", value);

        try (SecretBytes key = keyStore().load().orElseThrow()) {
            assertEquals("0f".repeat(31) + "a5", key.use(HexFormat.of()::formatHex));
            keyStore().store(key);
        }
        assertEquals("derived_hex:v1:" + "0f".repeat(31) + "a5", security.value("fishnet", "vault_derived_key"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "derived_hex:v1:",
                "derived_hex:v2:0000000000000000000000000000000000000000000000000000000000000000",
                "derived_hex:v1:000000000000000000000000000000000000000000000000000000000000000",
                "derived_hex:v1:00000000000000000000000000000000000000000000000000000000000000000",
                "derived_hex:v1:000000000000000000000000000000000000000000000000000000000000000g",
                "derived_hex:v1:00000000000000000000000000000000000000000000000000000000000000 0",
                "derived_hex:v1:00000000000000000000000000000000000000000000000000000000000000é",
            })
    void anyOtherValueIsRefusedAndGivenBackWiped(String value) {
        security.put("fishnet", "vault_derived_key", value);
        KeyStorePort keyStore = keyStore();

        FishnetException refused = assertThrows(FishnetException.class, keyStore::load);

        assertEquals("unsupported keychain value format; expected derived_hex:v1:<hex>", refused.getMessage());
        assertEquals(0, security.outstanding());
    }

    @Test
    @Tag("S-14")
    void everythingTheFrameworkLendsIsWipedAndGivenBack() throws FishnetException {
        security.put("fishnet", "vault_derived_key", "derived_hex:v1:" + "5a".repeat(32));

        keyStore().load().orElseThrow().close();

        assertEquals(0, security.outstanding());
    }

    @Test
    void aKeyThatIsThereIsReplacedInItsPlace() throws FishnetException {
        security.put("fishnet", "vault_derived_key", "derived_hex:v1:" + "5a".repeat(32));

        try (SecretBytes key = SecretBytes.takeFrom(new byte[32])) {
            keyStore().store(key);
        }

        assertEquals("derived_hex:v1:" + "00".repeat(32), security.value("fishnet", "vault_derived_key"));
        assertEquals(1, security.released(), "the item that was found is released");
    }

    @ParameterizedTest
    @CsvSource({"-25293, NOT_PRIVILEGED", "-25308, NOT_PRIVILEGED", "-50, UNAVAILABLE", "-34018, UNAVAILABLE"})
    void aKeychainThatSaysNoIsNotAnEmptyOne(int status, ErrorKind kind) {
        security.refusing(status);
        KeyStorePort keyStore = keyStore();

        FishnetException reading = assertThrows(FishnetException.class, keyStore::load);
        assertEquals(kind, reading.kind());
        assertEquals(
                "the keychain does not let this user read the vault's key (OSStatus " + status + ")",
                reading.getMessage());
        try (SecretBytes key = SecretBytes.takeFrom(new byte[32])) {
            assertEquals(
                    kind,
                    assertThrows(FishnetException.class, () -> keyStore.store(key))
                            .kind());
        }
    }

    @Test
    @Tag("S-22")
    void nobodyIsEverAsked() {
        keyStore();

        assertFalse(security.asksPeople());
    }

    @Test
    void anOpenKeychainOfOnesOwnIsTriedFirst() throws FishnetException {
        List<KeyStorePort> found = find(security, 501);

        assertEquals(
                "the macOS keychain (service fishnet, account vault_derived_key)",
                found.getFirst().description());
        assertEquals(KEY_FILE, found.getLast());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3, 6})
    void aKeychainThatIsLockedOrCannotBeWrittenIsLeftOut(int status) throws FishnetException {
        assertEquals(List.of(KEY_FILE), find(security.withStatus(status), 501));
    }

    @Test
    @Tag("S-22")
    void aKeychainOfTheSessionOfSomebodyElseIsLeftOut() throws FishnetException {
        assertEquals(List.of(KEY_FILE), find(security, 452), "it would be closed after a reboot");
    }

    @Test
    void aUserWithoutAKeychainHasTheKeyFile() throws FishnetException {
        assertEquals(List.of(KEY_FILE), find(security.withoutKeychain(), 501));
    }

    @Test
    void whereThereIsNoFrameworkThereIsTheKeyFile() throws FishnetException {
        assertEquals(
                List.of(KEY_FILE),
                new ReachableKeyStores(Optional::empty, new PretendDisk(), new InMemoryUserAccounts()).find(KEY_FILE));
    }

    private static List<KeyStorePort> find(SecurityFramework security, long effectiveUid) throws FishnetException {
        return new ReachableKeyStores(
                        () -> Optional.of(security),
                        new PretendDisk().file(LOGIN, 501, 0600, ""),
                        new InMemoryUserAccounts().runningAs(effectiveUid))
                .find(KEY_FILE);
    }
}
