package dev.fishnet.vault;

import dev.fishnet.crypto.RandomBytes;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** A slot that the master password opens. */
final class PasswordSlot implements UnlockSlot {
    static final int LONGEST_PASSWORD = 4096;

    private static final int SALT_BYTES = 16;

    private final UUID id;
    private final KdfParameters kdf;
    private final byte[] salt;
    private final SealedBox wrapped;

    private PasswordSlot(UUID id, KdfParameters kdf, byte[] salt, SealedBox wrapped) {
        this.id = id;
        this.kdf = kdf;
        this.salt = salt;
        this.wrapped = wrapped;
    }

    static PasswordSlot wrap(UUID vault, SecretBytes password, KdfParameters kdf, DataKey key, PasswordStretch stretch)
            throws VaultException {
        if (password.length() == 0 || password.length() > LONGEST_PASSWORD) {
            throw VaultException.passwordLength();
        }
        UUID id = UUID.randomUUID();
        byte[] salt = RandomBytes.of(SALT_BYTES);
        byte[] secret = stretch(password, salt, kdf, stretch);
        try {
            return new PasswordSlot(id, kdf, salt, SlotWrap.wrap(secret, vault, head(id, kdf, salt), key));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /** The data key, or empty when it is another password's slot. */
    Optional<DataKey> unwrap(UUID vault, SecretBytes password, PasswordStretch stretch) throws VaultException {
        byte[] secret = stretch(password, salt, kdf, stretch);
        try {
            return SlotWrap.unwrap(secret, vault, head(id, kdf, salt), wrapped);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static byte[] stretch(SecretBytes password, byte[] salt, KdfParameters kdf, PasswordStretch stretch)
            throws VaultException {
        byte[] lent = password.use(byte[]::clone);
        try {
            return stretch.stretch(lent, salt, kdf);
        } finally {
            Arrays.fill(lent, (byte) 0);
        }
    }

    static PasswordSlot readFrom(OctetReader in) throws VaultException {
        return new PasswordSlot(
                in.uuid(), readParameters(in), in.octets(SALT_BYTES), SealedBox.readFrom(in, DataKey.BYTES));
    }

    private static KdfParameters readParameters(OctetReader in) throws VaultException {
        try {
            return new KdfParameters(in.u32(), in.u32(), in.u32());
        } catch (IllegalArgumentException e) {
            throw VaultException.damaged(String.valueOf(e.getMessage()));
        }
    }

    void writeTo(OctetWriter out) {
        out.octets(head(id, kdf, salt));
        wrapped.writeTo(out);
    }

    private static byte[] head(UUID id, KdfParameters kdf, byte[] salt) {
        return new OctetWriter()
                .u8(SlotKind.PASSWORD.code())
                .uuid(id)
                .u32(kdf.memoryKiB())
                .u32(kdf.iterations())
                .u32(kdf.parallelism())
                .octets(salt)
                .toBytes();
    }

    @Override
    public UUID id() {
        return id;
    }

    @Override
    public SlotKind kind() {
        return SlotKind.PASSWORD;
    }

    @Override
    public String toString() {
        return kind() + " " + id + " " + kdf;
    }
}
