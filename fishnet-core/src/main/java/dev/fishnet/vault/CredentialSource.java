package dev.fishnet.vault;

import dev.fishnet.upstream.UpstreamName;
import java.util.Optional;

/** Where the gateway finds the key for an upstream. Called on every request, from event loops: it never blocks. */
public interface CredentialSource {
    /**
     * The newest credential for the upstream. It stays the source's own: the caller does not close it, and asks again
     * for the next request, because keys are added and removed while the gateway runs.
     */
    Optional<LentSecret> credentialFor(UpstreamName upstream);

    /** The credential with that name, lent in the same way, of an upstream that needs several at once. */
    default Optional<LentSecret> credential(CredentialId id) {
        return Optional.empty();
    }
}
