package dev.fishnet.vault;

import dev.fishnet.upstream.UpstreamName;
import java.time.Instant;
import java.util.UUID;

/** An entry of the vault: what is known of a credential, and its secret, sealed for this place and no other. */
record StoredCredential(Credential about, SealedBox sealed) {
    static StoredCredential seal(UUID vault, Credential about, SecretBytes secret, DataKey key) throws VaultException {
        if (!secret.use(CredentialSecret::isAcceptable)) {
            throw VaultException.secretShape();
        }
        return new StoredCredential(about, key.sealEntry(vault, associated(vault, about), secret));
    }

    /** The secret, which the caller closes. */
    SecretBytes open(UUID vault, DataKey key) throws VaultException {
        SecretBytes secret = key.openEntry(vault, associated(vault, about), sealed)
                .orElseThrow(() -> VaultException.damaged("an entry does not belong where it stands"));
        if (!secret.use(CredentialSecret::isAcceptable)) {
            secret.close();
            throw VaultException.damaged("an entry holds what no header may carry");
        }
        return secret;
    }

    CredentialId id() {
        return about.id();
    }

    static StoredCredential readFrom(OctetReader in) throws VaultException {
        Credential about = readAbout(in);
        int length = in.u16();
        if (length < 1 || length > CredentialSecret.LONGEST) {
            throw VaultException.damaged("an entry has an impossible length");
        }
        return new StoredCredential(about, SealedBox.readFrom(in, length));
    }

    private static Credential readAbout(OctetReader in) throws VaultException {
        try {
            CredentialId id = new CredentialId(new UpstreamName(in.name()), new CredentialName(in.name()));
            long version = in.counter();
            return new Credential(id, Instant.ofEpochMilli(in.counter()), version);
        } catch (IllegalArgumentException e) {
            throw VaultException.damaged("an entry has an impossible name, time or version");
        }
    }

    void writeTo(OctetWriter out) {
        out.octets(head(about)).u16(sealed.plaintextLength());
        sealed.writeTo(out);
    }

    private static byte[] associated(UUID vault, Credential about) {
        return new OctetWriter().uuid(vault).octets(head(about)).toBytes();
    }

    private static byte[] head(Credential about) {
        return new OctetWriter()
                .name(about.id().upstream().value())
                .name(about.id().name().value())
                .u64(about.version())
                .u64(about.createdAt().toEpochMilli())
                .toBytes();
    }
}
