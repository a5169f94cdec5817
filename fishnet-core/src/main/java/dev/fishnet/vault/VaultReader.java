package dev.fishnet.vault;

import dev.fishnet.crypto.HmacSha256;
import dev.fishnet.crypto.Sha256;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Reads a vault's file and believes nothing of it. Everything is bounded before it is allocated. */
final class VaultReader {
    private VaultReader() {}

    static UnverifiedVault read(byte[] file) throws VaultException {
        requireVault(file);
        int checked = file.length - Sha256.BYTES;
        int signed = checked - HmacSha256.BYTES;
        requireChecksum(file, checked);
        byte[] body = Arrays.copyOf(file, signed);
        return new UnverifiedVault(readLayout(body), body, Arrays.copyOfRange(file, signed, checked));
    }

    /** Before the checksum, so that another program's file is called what it is. */
    private static void requireVault(byte[] file) throws VaultException {
        if (file.length > VaultLayout.LARGEST_FILE) {
            throw VaultException.damaged("it is larger than 1 MiB");
        }
        OctetReader in = new OctetReader(file);
        if (file.length < VaultLayout.MAGIC.length
                || !Arrays.equals(in.octets(VaultLayout.MAGIC.length), VaultLayout.MAGIC)) {
            throw VaultException.notAVault();
        }
        int version = in.u16();
        if (version != VaultLayout.FORMAT_VERSION) {
            throw VaultException.unknownVersion(version);
        }
        if (in.remaining() < HmacSha256.BYTES + Sha256.BYTES) {
            throw VaultException.damaged("it ends too early");
        }
    }

    private static void requireChecksum(byte[] file, int length) throws VaultException {
        byte[] found = Arrays.copyOfRange(file, length, file.length);
        if (!Arrays.equals(Sha256.of(Arrays.copyOf(file, length)), found)) {
            throw VaultException.damaged("its checksum does not match");
        }
    }

    private static VaultLayout readLayout(byte[] body) throws VaultException {
        OctetReader in = new OctetReader(body);
        in.octets(VaultLayout.MAGIC.length);
        in.u16();
        UUID id = in.uuid();
        long generation = in.counter();
        long lastVersion = in.counter();
        int slotCount = requireCount("unlock slots", in.u16(), 1, VaultLayout.MOST_SLOTS);
        int entryCount = requireCount("credentials", in.u16(), 0, VaultLayout.MOST_ENTRIES);
        VaultLayout layout = new VaultLayout(
                id, generation, lastVersion, readSlots(in, slotCount), readEntries(in, entryCount, lastVersion));
        if (in.remaining() > 0) {
            throw VaultException.damaged("something follows its last entry");
        }
        return layout;
    }

    private static int requireCount(String what, int count, int least, int most) throws VaultException {
        if (count < least || count > most) {
            throw VaultException.damaged("it has " + count + " " + what + ", and may have " + least + " to " + most);
        }
        return count;
    }

    private static List<UnlockSlot> readSlots(OctetReader in, int count) throws VaultException {
        List<UnlockSlot> slots = new ArrayList<>();
        Set<UUID> seen = new HashSet<>();
        for (int i = 0; i < count; i++) {
            UnlockSlot slot = readSlot(in);
            if (!seen.add(slot.id())) {
                throw VaultException.damaged("an unlock slot stands in it twice");
            }
            slots.add(slot);
        }
        return slots;
    }

    private static UnlockSlot readSlot(OctetReader in) throws VaultException {
        SlotKind kind = SlotKind.of(in.u8());
        return switch (kind) {
            case PASSWORD -> PasswordSlot.readFrom(in);
            case KEYSTORE, RECOVERY -> KeySlot.readFrom(kind, in);
        };
    }

    private static List<StoredCredential> readEntries(OctetReader in, int count, long lastVersion)
            throws VaultException {
        List<StoredCredential> entries = new ArrayList<>();
        Set<CredentialId> seen = new HashSet<>();
        long before = 0;
        for (int i = 0; i < count; i++) {
            StoredCredential entry = StoredCredential.readFrom(in);
            long version = entry.about().version();
            if (version <= before || version > lastVersion || !seen.add(entry.id())) {
                throw VaultException.damaged("an entry stands in it twice, or in the wrong order");
            }
            before = version;
            entries.add(entry);
        }
        return entries;
    }
}
