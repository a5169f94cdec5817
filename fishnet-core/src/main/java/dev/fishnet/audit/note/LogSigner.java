package dev.fishnet.audit.note;

import dev.fishnet.upstream.UpstreamName;
import dev.fishnet.vault.CredentialId;
import dev.fishnet.vault.CredentialName;
import dev.fishnet.vault.SecretBytes;

/**
 * The key of a log: signs its checkpoints.
 *
 * <p>In the vault it lies as a signer key in the format of Go's sumdb/note, {@code PRIVATE+KEY+<name>+<hash>+<base64 of
 * 1 and the seed>}, whose name is the origin of the log.
 */
public final class LogSigner {
    /** Where it lies in the vault. */
    public static final CredentialId PLACE = new CredentialId(UpstreamName.OWN, new CredentialName("audit-log"));

    private LogSigner() {}

    /** A new key of that name; the caller closes it. */
    @SuppressWarnings("DoNotCallSuggester")
    public static SecretBytes newKey(String origin) {
        throw new UnsupportedOperationException();
    }

    /**
     * Opens a key.
     *
     * @param key as {@link #newKey} made it, lent and asked for with each signature
     * @throws IllegalArgumentException when it is none, with a sentence that does not repeat it
     */
    @SuppressWarnings("DoNotCallSuggester")
    public static LogSigner of(SecretBytes key) {
        throw new UnsupportedOperationException();
    }

    /** The name of the log. */
    @SuppressWarnings("DoNotCallSuggester")
    public String origin() {
        throw new UnsupportedOperationException();
    }

    /** As verifiers are given it: {@code <name>+<hash>+<base64 of 1 and the public key>}. */
    @SuppressWarnings("DoNotCallSuggester")
    public String verifierKey() {
        throw new UnsupportedOperationException();
    }

    /** The checkpoint as a signed note, with the line feed at its end. */
    @SuppressWarnings("DoNotCallSuggester")
    public String sign(Checkpoint checkpoint) {
        throw new UnsupportedOperationException();
    }
}
