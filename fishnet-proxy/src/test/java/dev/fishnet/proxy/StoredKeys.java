package dev.fishnet.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.fishnet.upstream.UpstreamName;
import dev.fishnet.vault.CredentialId;
import dev.fishnet.vault.CredentialSource;
import dev.fishnet.vault.SecretBytes;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keys in memory, replaced and removed as a vault's are: what is taken away is closed. */
final class StoredKeys implements CredentialSource {
    private final Map<UpstreamName, SecretBytes> stored = new ConcurrentHashMap<>();
    private final Map<CredentialId, SecretBytes> named = new ConcurrentHashMap<>();

    StoredKeys with(UpstreamName upstream, String key) {
        close(stored.put(upstream, SecretBytes.takeFrom(key.getBytes(ISO_8859_1))));
        return this;
    }

    StoredKeys with(CredentialId id, String key) {
        close(named.put(id, SecretBytes.takeFrom(key.getBytes(ISO_8859_1))));
        return this;
    }

    void remove(CredentialId id) {
        close(named.remove(id));
    }

    @Override
    public Optional<SecretBytes> credential(CredentialId id) {
        return Optional.ofNullable(named.get(id));
    }

    void remove(UpstreamName upstream) {
        close(stored.remove(upstream));
    }

    private static void close(@Nullable SecretBytes old) {
        if (old != null) {
            old.close();
        }
    }

    @Override
    public Optional<SecretBytes> credentialFor(UpstreamName upstream) {
        return Optional.ofNullable(stored.get(upstream));
    }
}
