package dev.fishnet.vault;

import dev.fishnet.crypto.Sha256;

/** Turns a vault into its file. */
final class VaultWriter {
    private VaultWriter() {}

    static byte[] write(VaultLayout layout, DataKey key) throws VaultException {
        OctetWriter out = new OctetWriter();
        writeHeader(layout, out);
        layout.slots().forEach(slot -> writeSlot(slot, out));
        layout.entries().forEach(entry -> entry.writeTo(out));
        out.octets(key.codeOf(layout.id(), out.toBytes()));
        out.octets(Sha256.of(out.toBytes()));
        return requireFit(out.toBytes());
    }

    private static void writeHeader(VaultLayout layout, OctetWriter out) {
        out.octets(VaultLayout.MAGIC)
                .u16(VaultLayout.FORMAT_VERSION)
                .uuid(layout.id())
                .u64(layout.generation())
                .u64(layout.lastVersion())
                .u16(layout.slots().size())
                .u16(layout.entries().size());
    }

    private static void writeSlot(UnlockSlot slot, OctetWriter out) {
        switch (slot) {
            case PasswordSlot password -> password.writeTo(out);
            case KeySlot key -> key.writeTo(out);
        }
    }

    private static byte[] requireFit(byte[] file) throws VaultException {
        if (file.length > VaultLayout.LARGEST_FILE) {
            throw VaultException.full("its file would be larger than 1 MiB");
        }
        return file;
    }
}
