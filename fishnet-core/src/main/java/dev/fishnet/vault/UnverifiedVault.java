package dev.fishnet.vault;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A vault file that has the right shape and a matching checksum, and has proved nothing yet. It shows how it wants to
 * be opened; everything else comes out of the {@link Vault} that opening gives.
 */
public final class UnverifiedVault {
    /** In bytes; a larger file is no vault. */
    public static final int LARGEST_FILE = VaultLayout.LARGEST_FILE;

    private final VaultLayout layout;
    private final byte[] signed;
    private final byte[] code;

    UnverifiedVault(VaultLayout layout, byte[] signed, byte[] code) {
        this.layout = layout;
        this.signed = signed;
        this.code = code;
    }

    /**
     * Reads the bytes of a vault file.
     *
     * @throws VaultException of kind CORRUPT when they are no vault, or a damaged one
     */
    public static UnverifiedVault parse(byte[] file) throws VaultException {
        return VaultReader.read(file);
    }

    /** What the file claims to be opened by. */
    public Set<SlotKind> slotKinds() {
        return new TreeSet<>(layout.slots().stream().map(UnlockSlot::kind).toList());
    }

    /**
     * Opens the vault with its master password; takes as long and as much memory as its key derivation asks for.
     *
     * @param password lent; stays the caller's
     * @throws VaultException of kind CORRUPT when the password is wrong or the file has been tampered with, UNAVAILABLE
     *     when there is not enough memory
     */
    public Vault open(SecretBytes password) throws VaultException {
        return open(password, PasswordStretch.HERE);
    }

    /** The same, with the password made into a key elsewhere. */
    public Vault open(SecretBytes password, PasswordStretch stretch) throws VaultException {
        if (!slotKinds().contains(SlotKind.PASSWORD)) {
            throw VaultException.noPassword();
        }
        for (UnlockSlot slot : layout.slots()) {
            Optional<DataKey> key =
                    slot instanceof PasswordSlot mine ? mine.unwrap(layout.id(), password, stretch) : Optional.empty();
            if (key.isPresent()) {
                return prove(key.get());
            }
        }
        throw VaultException.wrongPassword();
    }

    /**
     * Opens the vault with the 32-byte key of a keystore or recovery slot.
     *
     * @param slotKey lent; stays the caller's
     * @throws VaultException of kind CORRUPT when no slot opens or the file has been tampered with, USAGE when the key
     *     has another length
     */
    public Vault openWithKey(SecretBytes slotKey) throws VaultException {
        KeySlot.requireKey(slotKey);
        for (UnlockSlot slot : layout.slots()) {
            Optional<DataKey> key = slot instanceof KeySlot mine ? mine.unwrap(layout.id(), slotKey) : Optional.empty();
            if (key.isPresent()) {
                return prove(key.get());
            }
        }
        throw VaultException.wrongKey();
    }

    /** The vault, once every byte and every entry has been checked under the key; takes the key over in any case. */
    Vault prove(DataKey key) throws VaultException {
        try {
            if (!key.authenticates(layout.id(), signed, code)) {
                throw VaultException.damaged("it is not what its owner wrote");
            }
            requireEntries(layout.entries(), key);
            return new Vault(key, layout);
        } catch (VaultException e) {
            key.close();
            throw e;
        }
    }

    private void requireEntries(List<StoredCredential> entries, DataKey key) throws VaultException {
        for (StoredCredential entry : entries) {
            entry.open(layout.id(), key).close();
        }
    }

    VaultLayout layout() {
        return layout;
    }

    @Override
    public String toString() {
        return "UnverifiedVault[" + signed.length + " bytes]";
    }
}
