package dev.fishnet.vault;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What a vault file says, apart from its proofs. {@code docs/vault-format.md} describes the file.
 *
 * @param generation counts the writes of the file
 * @param lastVersion the highest version any credential ever had
 * @param entries ordered by version
 */
record VaultLayout(UUID id, long generation, long lastVersion, List<UnlockSlot> slots, List<StoredCredential> entries) {
    static final byte[] MAGIC = "FISHNETV".getBytes(StandardCharsets.US_ASCII);
    static final int FORMAT_VERSION = 1;
    static final int LARGEST_FILE = 1 << 20;
    static final int MOST_SLOTS = 16;
    static final int MOST_ENTRIES = 1024;

    VaultLayout {
        slots = List.copyOf(slots);
        entries = List.copyOf(entries);
    }

    /** The entry at that place. */
    Optional<StoredCredential> find(CredentialId place) {
        return entries.stream().filter(entry -> entry.id().equals(place)).findFirst();
    }

    /** With the entry as the newest; one at the same place gives way. */
    VaultLayout with(StoredCredential entry) throws VaultException {
        List<StoredCredential> more = matching(entries, other -> !other.id().equals(entry.id()));
        more.add(entry);
        if (more.size() > MOST_ENTRIES) {
            throw VaultException.full("it holds " + MOST_ENTRIES + " credentials");
        }
        return new VaultLayout(id, generation, entry.about().version(), slots, more);
    }

    VaultLayout without(CredentialId place) {
        return new VaultLayout(
                id,
                generation,
                lastVersion,
                slots,
                matching(entries, entry -> !entry.id().equals(place)));
    }

    VaultLayout with(UnlockSlot slot) throws VaultException {
        if (slots.size() == MOST_SLOTS) {
            throw VaultException.full("it has " + MOST_SLOTS + " unlock slots");
        }
        List<UnlockSlot> more = new ArrayList<>(slots);
        more.add(slot);
        return withSlots(more);
    }

    VaultLayout withSlots(List<UnlockSlot> others) {
        return new VaultLayout(id, generation, lastVersion, others, entries);
    }

    VaultLayout without(UnlockSlot slot) throws VaultException {
        if (slots.size() == 1) {
            throw VaultException.lastSlot();
        }
        return withSlots(matching(slots, other -> !other.id().equals(slot.id())));
    }

    VaultLayout nextGeneration() {
        return new VaultLayout(id, generation + 1, lastVersion, slots, entries);
    }

    /** Counts on from whichever of the two has counted further. */
    VaultLayout countingPast(VaultLayout other) {
        return new VaultLayout(
                id, Math.max(generation, other.generation), Math.max(lastVersion, other.lastVersion), slots, entries);
    }

    List<Credential> credentials() {
        return entries.stream()
                .map(StoredCredential::about)
                .sorted(Comparator.comparing(Credential::id))
                .toList();
    }

    private static <T> List<T> matching(List<T> all, Predicate<T> wanted) {
        return new ArrayList<>(all.stream().filter(wanted).toList());
    }
}
