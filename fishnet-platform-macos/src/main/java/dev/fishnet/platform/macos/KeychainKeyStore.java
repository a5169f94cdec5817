package dev.fishnet.platform.macos;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.vault.KeyStorePort;
import dev.fishnet.vault.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The keychain as a key store; the value is {@code derived_hex:v1:} and 64 hexadecimal digits, as it always was. */
final class KeychainKeyStore implements KeyStorePort {
    static final String SERVICE = "fishnet";
    static final String ACCOUNT = "vault_derived_key";

    private static final int KEY_BYTES = 32;
    private static final byte[] PREFIX = "derived_hex:v1:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final Keychain keychain;

    KeychainKeyStore(Keychain keychain) {
        this.keychain = keychain;
    }

    @Override
    public String description() {
        return "the macOS keychain (service " + SERVICE + ", account " + ACCOUNT + ")";
    }

    @Override
    public Optional<SecretBytes> load() throws FishnetException {
        return keychain.read(KeychainKeyStore::decode);
    }

    private static SecretBytes decode(Pointer value, int length) throws FishnetException {
        if (length != PREFIX.length + 2 * KEY_BYTES) {
            throw unsupported();
        }
        for (int i = 0; i < PREFIX.length; i++) {
            if (value.getByte(i) != PREFIX[i]) {
                throw unsupported();
            }
        }
        byte[] key = new byte[KEY_BYTES];
        boolean sound = true;
        for (int i = 0; i < KEY_BYTES; i++) {
            int high = Character.digit(value.getByte(PREFIX.length + 2L * i), 16);
            int low = Character.digit(value.getByte(PREFIX.length + 2L * i + 1), 16);
            sound &= high >= 0 && low >= 0;
            key[i] = (byte) (high << 4 | low);
        }
        SecretBytes secret = SecretBytes.takeFrom(key);
        if (!sound) {
            secret.close();
            throw unsupported();
        }
        return secret;
    }

    private static FishnetException unsupported() {
        return new FishnetException(
                ErrorKind.CORRUPT,
                "unsupported keychain value format; expected derived_hex:v1:<hex>",
                "remove it: security delete-generic-password -s " + SERVICE + " -a " + ACCOUNT);
    }

    @Override
    public void store(SecretBytes key) throws FishnetException {
        if (key.length() != KEY_BYTES) {
            throw new FishnetException(
                    ErrorKind.USAGE,
                    "a key that opens a vault has " + KEY_BYTES + " bytes, not " + key.length(),
                    "store the vault's key again");
        }
        try (Memory value = new Memory(PREFIX.length + 2L * KEY_BYTES)) {
            try {
                encode(key, value);
                keychain.write(value);
            } finally {
                value.clear();
            }
        }
    }

    private static void encode(SecretBytes key, Memory value) {
        value.write(0, PREFIX, 0, PREFIX.length);
        key.use(bytes -> {
            for (int i = 0; i < bytes.length; i++) {
                value.setByte(PREFIX.length + 2L * i, DIGITS[bytes[i] >> 4 & 0xF]);
                value.setByte(PREFIX.length + 2L * i + 1, DIGITS[bytes[i] & 0xF]);
            }
            return true;
        });
    }

    @Override
    public String toString() {
        return description();
    }
}
