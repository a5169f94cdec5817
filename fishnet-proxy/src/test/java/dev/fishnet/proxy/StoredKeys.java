package dev.fishnet.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.fishnet.upstream.UpstreamName;
import dev.fishnet.vault.Credential;
import dev.fishnet.vault.CredentialId;
import dev.fishnet.vault.CredentialName;
import dev.fishnet.vault.CredentialSource;
import dev.fishnet.vault.LentSecret;
import dev.fishnet.vault.SecretBytes;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Keys in memory, replaced and removed as a vault's are: what is taken away is closed. */
final class StoredKeys implements CredentialSource {
    private static final CredentialName MAIN = new CredentialName("main");

    private final Map<UpstreamName, LentSecret> stored = new ConcurrentHashMap<>();
    private final Map<CredentialId, LentSecret> named = new ConcurrentHashMap<>();
    private final AtomicLong versions = new AtomicLong();

    StoredKeys with(UpstreamName upstream, String key) {
        close(stored.put(upstream, lent(new CredentialId(upstream, MAIN), key)));
        return this;
    }

    StoredKeys with(CredentialId id, String key) {
        close(named.put(id, lent(id, key)));
        return this;
    }

    private LentSecret lent(CredentialId id, String key) {
        return new LentSecret(
                new Credential(id, Instant.EPOCH, versions.incrementAndGet()),
                SecretBytes.takeFrom(key.getBytes(ISO_8859_1)));
    }

    /** As if it were the first ever stored. */
    static LentSecret lent(UpstreamName upstream, SecretBytes secret) {
        return new LentSecret(new Credential(new CredentialId(upstream, MAIN), Instant.EPOCH, 1), secret);
    }

    void remove(CredentialId id) {
        close(named.remove(id));
    }

    @Override
    public Optional<LentSecret> credential(CredentialId id) {
        return Optional.ofNullable(named.get(id));
    }

    void remove(UpstreamName upstream) {
        close(stored.remove(upstream));
    }

    private static void close(@Nullable LentSecret old) {
        if (old != null) {
            old.secret().close();
        }
    }

    @Override
    public Optional<LentSecret> credentialFor(UpstreamName upstream) {
        return Optional.ofNullable(stored.get(upstream));
    }
}
