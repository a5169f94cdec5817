package dev.fishnet.vault;

import java.util.Optional;
import java.util.UUID;

/** A slot that a random 32-byte key opens, wherever that key is kept. */
record KeySlot(UUID id, SlotKind kind, SealedBox wrapped) implements UnlockSlot {
    KeySlot {
        requireKeyKind(kind);
    }

    private static void requireKeyKind(SlotKind kind) {
        if (kind == SlotKind.PASSWORD) {
            throw new IllegalArgumentException("a password slot is not opened by a key");
        }
    }

    static KeySlot wrap(UUID vault, SlotKind kind, SecretBytes slotKey, DataKey key) throws VaultException {
        requireKey(slotKey);
        UUID id = UUID.randomUUID();
        return new KeySlot(id, kind, slotKey.use(secret -> SlotWrap.wrap(secret, vault, head(kind, id), key)));
    }

    /** The data key, or empty when it is another key's slot. */
    Optional<DataKey> unwrap(UUID vault, SecretBytes slotKey) {
        return slotKey.use(secret -> SlotWrap.unwrap(secret, vault, head(kind, id), wrapped));
    }

    static void requireKey(SecretBytes slotKey) throws VaultException {
        if (slotKey.length() != DataKey.BYTES) {
            throw VaultException.notASlotKey(slotKey.length());
        }
    }

    static KeySlot readFrom(SlotKind kind, OctetReader in) throws VaultException {
        return new KeySlot(in.uuid(), kind, SealedBox.readFrom(in, DataKey.BYTES));
    }

    void writeTo(OctetWriter out) {
        out.octets(head(kind, id));
        wrapped.writeTo(out);
    }

    private static byte[] head(SlotKind kind, UUID id) {
        return new OctetWriter().u8(kind.code()).uuid(id).toBytes();
    }

    @Override
    public String toString() {
        return kind + " " + id;
    }
}
