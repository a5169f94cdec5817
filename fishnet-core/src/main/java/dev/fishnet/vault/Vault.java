package dev.fishnet.vault;

import dev.fishnet.upstream.UpstreamName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An open vault: a copy in memory of a file that proved itself. Changes stay in memory until the file is written
 * ({@code dev.fishnet.storage.VaultFile.update}). Secrets stay encrypted until they are asked for; closing wipes the
 * key. Not safe for use by several threads; {@link VaultCredentials} is.
 */
public final class Vault implements AutoCloseable {
    private final DataKey key;
    private VaultLayout layout;

    Vault(DataKey key, VaultLayout layout) {
        this.key = key;
        this.layout = layout;
    }

    /**
     * A new, empty vault.
     *
     * @param password 1 to 4096 bytes, lent; compared byte for byte, so its encoding is the caller's to keep
     */
    public static Vault create(SecretBytes password, KdfParameters kdf) throws VaultException {
        return create(password, kdf, PasswordStretch.HERE);
    }

    /** The same, with the password made into a key elsewhere. */
    public static Vault create(SecretBytes password, KdfParameters kdf, PasswordStretch stretch) throws VaultException {
        Vault vault = new Vault(DataKey.random(), new VaultLayout(UUID.randomUUID(), 0, 0, List.of(), List.of()));
        try {
            vault.add(PasswordSlot.wrap(vault.layout.id(), password, kdf, vault.key, stretch));
            return vault;
        } catch (VaultException e) {
            vault.close();
            throw e;
        }
    }

    /** Counts how often the file was written; 0 before the first time. */
    public long generation() {
        return layout.generation();
    }

    /** What may be shown of the credentials, ordered by upstream and name. */
    public List<Credential> credentials() {
        return layout.credentials();
    }

    /** The credential of that upstream which was stored last. */
    public Optional<Credential> newestFor(UpstreamName upstream) {
        return layout.credentials().stream()
                .filter(credential -> credential.id().upstream().equals(upstream))
                .max(Comparator.comparingLong(Credential::version));
    }

    /** The secret, decrypted into memory of its own; the caller closes it. */
    public SecretBytes reveal(CredentialId id) throws VaultException {
        return require(id).open(layout.id(), key);
    }

    /**
     * Stores a credential at a free place.
     *
     * @param secret 1 to 8192 visible ASCII characters, lent
     * @param now when it happens, for people to read; which credential is newest is counted, not timed
     * @throws VaultException of kind USAGE when the place is taken, the secret cannot stand in a header or the vault is
     *     full
     */
    public Credential store(CredentialId id, SecretBytes secret, Instant now) throws VaultException {
        if (layout.find(id).isPresent()) {
            throw VaultException.alreadyThere(id);
        }
        return storeOrReplace(id, secret, now);
    }

    /** Stores a credential, in place of the one that is there if there is one. As {@link #store} otherwise. */
    public Credential storeOrReplace(CredentialId id, SecretBytes secret, Instant now) throws VaultException {
        Credential about = new Credential(id, now.truncatedTo(ChronoUnit.MILLIS), layout.lastVersion() + 1);
        layout = layout.with(StoredCredential.seal(layout.id(), about, secret, key));
        return about;
    }

    /** Removes a credential. Backups and copies of the file keep it. */
    public void remove(CredentialId id) throws VaultException {
        layout = layout.without(require(id).id());
    }

    private StoredCredential require(CredentialId id) throws VaultException {
        return layout.find(id).orElseThrow(() -> VaultException.noSuchCredential(id));
    }

    /** Every way to open this vault, in the order of the file. */
    public List<UnlockSlot> slots() {
        return layout.slots();
    }

    /** Adds a password (1 to 4096 bytes, lent) beside what opens the vault already. */
    public UnlockSlot addPassword(SecretBytes password, KdfParameters kdf) throws VaultException {
        return add(PasswordSlot.wrap(layout.id(), password, kdf, key, PasswordStretch.HERE));
    }

    /**
     * Adds a key beside what opens the vault already.
     *
     * @param kind KEYSTORE or RECOVERY
     * @param slotKey 32 random bytes ({@link SecretBytes#random}), lent
     */
    public UnlockSlot addKey(SlotKind kind, SecretBytes slotKey) throws VaultException {
        return add(KeySlot.wrap(layout.id(), kind, slotKey, key));
    }

    private UnlockSlot add(UnlockSlot slot) throws VaultException {
        layout = layout.with(slot);
        return slot;
    }

    /** Removes a way to open the vault; the last one stays. Old copies of the file still open with it. */
    public void removeSlot(UUID id) throws VaultException {
        UnlockSlot slot = layout.slots().stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow(VaultException::noSuchSlot);
        layout = layout.without(slot);
    }

    /** Rewrites the slot that the current password opens, and no other. Old copies of the file keep the old one. */
    public void changePassword(SecretBytes current, SecretBytes next, KdfParameters kdf) throws VaultException {
        List<UnlockSlot> slots = new ArrayList<>(layout.slots());
        for (int i = 0; i < slots.size(); i++) {
            if (opens(slots.get(i), current)) {
                slots.set(i, PasswordSlot.wrap(layout.id(), next, kdf, key, PasswordStretch.HERE));
                layout = layout.withSlots(slots);
                return;
            }
        }
        throw VaultException.wrongPassword();
    }

    private boolean opens(UnlockSlot slot, SecretBytes password) throws VaultException {
        Optional<DataKey> found = slot instanceof PasswordSlot mine
                ? mine.unwrap(layout.id(), password, PasswordStretch.HERE)
                : Optional.empty();
        found.ifPresent(DataKey::close);
        return found.isPresent();
    }

    /** Whether the file is this vault as it was last read or written; believes what the file says of itself. */
    public boolean isAsIn(UnverifiedVault file) {
        return layout.id().equals(file.layout().id())
                && layout.generation() == file.layout().generation();
    }

    /**
     * Opens a later state of the same vault, without asking for a password again. This one stays open and as it is.
     *
     * @throws VaultException of kind CORRUPT when the file is another vault's, older than this, or does not prove
     *     itself
     */
    public Vault reopen(UnverifiedVault file) throws VaultException {
        if (!layout.id().equals(file.layout().id())) {
            throw VaultException.anotherVault();
        }
        Vault later = file.prove(key.copy());
        if (later.generation() < generation()) {
            later.close();
            throw VaultException.wentBack(generation(), later.generation());
        }
        return later;
    }

    /**
     * Counts on from a file that this vault is about to replace, so that whoever has that one open sees a later state
     * and not an earlier one. What Fishnet itself keeps there, and this vault does not have yet, comes over: the key of
     * a log is made without anybody's asking, and the log does not go on without it. Does nothing when the file is not
     * provably the same vault.
     */
    public void supersede(UnverifiedVault replaced) {
        if (!layout.id().equals(replaced.layout().id())) {
            return;
        }
        try (Vault proved = replaced.prove(key.copy())) {
            layout = layout.countingPast(proved.layout);
            takeOwn(proved);
        } catch (VaultException e) {
            // Its counters could be anybody's: a forged one must not push ours to the end of their range.
            return;
        }
    }

    private void takeOwn(Vault replaced) throws VaultException {
        for (Credential own : replaced.credentials()) {
            if (own.id().upstream().equals(UpstreamName.OWN)
                    && layout.find(own.id()).isEmpty()) {
                try (SecretBytes secret = replaced.reveal(own.id())) {
                    store(own.id(), secret, own.createdAt());
                }
            }
        }
    }

    /**
     * Counts the generation up and returns the file that holds this vault.
     *
     * @return at most 1 MiB; nothing in it needs to be kept secret to be safe, but its owner alone should read it
     * @throws VaultException of kind USAGE when it would be larger
     */
    public byte[] seal() throws VaultException {
        VaultLayout next = layout.nextGeneration();
        byte[] file = VaultWriter.write(next, key);
        layout = next;
        return file;
    }

    @Override
    public void close() {
        key.close();
    }

    @Override
    public String toString() {
        return "Vault[generation " + generation() + ", " + layout.entries().size() + " credentials]";
    }
}
