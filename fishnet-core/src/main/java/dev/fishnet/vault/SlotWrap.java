package dev.fishnet.vault;

import dev.fishnet.crypto.AesGcm;
import dev.fishnet.crypto.HkdfSha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** How a slot's own key wraps the data key: bound to the vault, the format and everything the slot says of itself. */
final class SlotWrap {
    private static final byte[] PURPOSE = "fishnet vault v1 slot key".getBytes(StandardCharsets.US_ASCII);

    private SlotWrap() {}

    /** @param secret what opens the slot: Argon2id's output, or the raw key; lent */
    static SealedBox wrap(byte[] secret, UUID vault, byte[] slotHead, DataKey key) {
        byte[] slotKey = slotKey(secret, vault);
        try {
            return key.sealedUnder(slotKey, associated(vault, slotHead));
        } finally {
            Arrays.fill(slotKey, (byte) 0);
        }
    }

    static Optional<DataKey> unwrap(byte[] secret, UUID vault, byte[] slotHead, SealedBox wrapped) {
        byte[] slotKey = slotKey(secret, vault);
        try {
            return wrapped.open(slotKey, associated(vault, slotHead)).map(DataKey::takeFrom);
        } finally {
            Arrays.fill(slotKey, (byte) 0);
        }
    }

    private static byte[] slotKey(byte[] secret, UUID vault) {
        return HkdfSha256.derive(secret, new OctetWriter().uuid(vault).toBytes(), PURPOSE, AesGcm.KEY_BYTES);
    }

    private static byte[] associated(UUID vault, byte[] slotHead) {
        return new OctetWriter()
                .octets(VaultLayout.MAGIC)
                .u16(VaultLayout.FORMAT_VERSION)
                .uuid(vault)
                .octets(slotHead)
                .toBytes();
    }
}
