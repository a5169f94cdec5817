package dev.fishnet.vault;

import dev.fishnet.crypto.AesGcm;
import dev.fishnet.crypto.HkdfSha256;
import dev.fishnet.crypto.HmacSha256;
import dev.fishnet.crypto.RandomBytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The one random key of a vault. It is never used as it is: entries and the file's code have keys derived from it. */
final class DataKey implements AutoCloseable {
    static final int BYTES = 32;

    private static final String ENTRIES = "fishnet vault v1 entries";
    private static final String FILE = "fishnet vault v1 file";

    private final SecretBytes key;

    private DataKey(SecretBytes key) {
        this.key = key;
    }

    static DataKey random() {
        return takeFrom(RandomBytes.of(BYTES));
    }

    /** Takes the bytes over: the array is zero when this returns. */
    static DataKey takeFrom(byte[] key) {
        return new DataKey(SecretBytes.takeFrom(key));
    }

    DataKey copy() {
        return key.use(bytes -> takeFrom(bytes.clone()));
    }

    /** The key, encrypted under a slot's. */
    SealedBox sealedUnder(byte[] slotKey, byte[] associated) {
        return key.use(bytes -> SealedBox.seal(slotKey, associated, bytes));
    }

    SealedBox sealEntry(UUID vault, byte[] associated, SecretBytes secret) {
        return secret.use(plain -> withSubkey(vault, ENTRIES, subkey -> SealedBox.seal(subkey, associated, plain)));
    }

    Optional<SecretBytes> openEntry(UUID vault, byte[] associated, SealedBox sealed) {
        return withSubkey(vault, ENTRIES, subkey -> sealed.open(subkey, associated))
                .map(SecretBytes::takeFrom);
    }

    byte[] codeOf(UUID vault, byte[] file) {
        return withSubkey(vault, FILE, subkey -> HmacSha256.of(subkey, file));
    }

    boolean authenticates(UUID vault, byte[] file, byte[] code) {
        return withSubkey(vault, FILE, subkey -> HmacSha256.matches(subkey, file, code));
    }

    private <T> T withSubkey(UUID vault, String purpose, Function<byte[], T> borrower) {
        byte[] salt = new OctetWriter().uuid(vault).toBytes();
        byte[] info = purpose.getBytes(StandardCharsets.US_ASCII);
        byte[] subkey = key.use(bytes -> HkdfSha256.derive(bytes, salt, info, AesGcm.KEY_BYTES));
        try {
            return borrower.apply(subkey);
        } finally {
            Arrays.fill(subkey, (byte) 0);
        }
    }

    @Override
    public void close() {
        key.close();
    }
}
