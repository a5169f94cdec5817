package dev.fishnet.proxy;

import dev.fishnet.proxy.key.KeyRing;
import dev.fishnet.proxy.key.UnusableKeyException;
import dev.fishnet.upstream.UpstreamName;
import dev.fishnet.vault.Credential;
import dev.fishnet.vault.CredentialId;
import dev.fishnet.vault.CredentialSource;
import dev.fishnet.vault.LentSecret;
import dev.fishnet.vault.SecretBytes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The keys all event loops use, each prepared once. The source is asked for every request, so a key that has been
 * removed or replaced is not sent again; it is looked for in answers until several others have followed, or the end.
 */
final class Keys implements AutoCloseable {
    private final CredentialSource source;
    private final Map<UpstreamName, KeyHistory> newest = new HashMap<>();
    private final Map<CredentialId, KeyHistory> named = new HashMap<>();
    private boolean closed;

    Keys(CredentialSource source) {
        this.source = source;
    }

    /**
     * A secret as it is now.
     *
     * @param credential which one is sent; empty when none is
     * @param secret lent by the source, to sign with; empty when there is none
     * @param ring the one to send, with those before it; closed by the caller
     */
    record Lent(Optional<Credential> credential, Optional<SecretBytes> secret, KeyRing ring) {}

    /** The upstream's key now, with those before it. */
    synchronized Lent keyFor(UpstreamName upstream) throws UnusableKeyException {
        KeyHistory history = newest.computeIfAbsent(upstream, name -> new KeyHistory());
        return lookUp(history, () -> source.credentialFor(upstream));
    }

    /** The credential of that name. */
    synchronized Lent named(CredentialId id) throws UnusableKeyException {
        return lookUp(named.computeIfAbsent(id, place -> new KeyHistory()), () -> source.credential(id));
    }

    private Lent lookUp(KeyHistory history, Supplier<Optional<LentSecret>> wanted) throws UnusableKeyException {
        try {
            return use(history, closed ? Optional.empty() : wanted.get());
        } catch (IllegalStateException closedMeanwhile) {
            return again(history, wanted);
        }
    }

    /** The key was replaced between being found and being read: the source has another one now, or none. */
    private static Lent again(KeyHistory history, Supplier<Optional<LentSecret>> wanted) throws UnusableKeyException {
        try {
            return use(history, wanted.get());
        } catch (IllegalStateException closedAgain) {
            return use(history, Optional.empty());
        }
    }

    private static Lent use(KeyHistory history, Optional<LentSecret> found) throws UnusableKeyException {
        KeyRing ring = found.isPresent() ? history.use(found.get().secret()) : history.without();
        return new Lent(found.map(LentSecret::credential), found.map(LentSecret::secret), ring);
    }

    /** Lets every key go; there is none afterwards. */
    @Override
    public synchronized void close() {
        closed = true;
        newest.values().forEach(KeyHistory::close);
        named.values().forEach(KeyHistory::close);
    }
}
