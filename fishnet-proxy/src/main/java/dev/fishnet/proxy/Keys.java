package dev.fishnet.proxy;

import dev.fishnet.proxy.key.KeyRing;
import dev.fishnet.proxy.key.UnusableKeyException;
import dev.fishnet.upstream.UpstreamName;
import dev.fishnet.vault.CredentialId;
import dev.fishnet.vault.CredentialSource;
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
     * @param secret lent by the source, to sign with; empty when there is none
     * @param ring the same to send, with those before it; closed by the caller
     */
    record Lent(Optional<SecretBytes> secret, KeyRing ring) {}

    /** The upstream's key now, with those before it; the caller closes them. */
    synchronized Optional<KeyRing> keyFor(UpstreamName upstream) throws UnusableKeyException {
        KeyHistory history = newest.computeIfAbsent(upstream, name -> new KeyHistory());
        Lent lent = lookUp(history, () -> source.credentialFor(upstream));
        if (lent.secret().isPresent()) {
            return Optional.of(lent.ring());
        }
        lent.ring().close();
        return Optional.empty();
    }

    /** The credential of that name. */
    synchronized Lent named(CredentialId id) throws UnusableKeyException {
        return lookUp(named.computeIfAbsent(id, place -> new KeyHistory()), () -> source.credential(id));
    }

    private Lent lookUp(KeyHistory history, Supplier<Optional<SecretBytes>> wanted) throws UnusableKeyException {
        try {
            return use(history, closed ? Optional.empty() : wanted.get());
        } catch (IllegalStateException closedMeanwhile) {
            return again(history, wanted);
        }
    }

    /** The key was replaced between being found and being read: the source has another one now, or none. */
    private static Lent again(KeyHistory history, Supplier<Optional<SecretBytes>> wanted) throws UnusableKeyException {
        try {
            return use(history, wanted.get());
        } catch (IllegalStateException closedAgain) {
            return use(history, Optional.empty());
        }
    }

    private static Lent use(KeyHistory history, Optional<SecretBytes> secret) throws UnusableKeyException {
        return new Lent(secret, secret.isPresent() ? history.use(secret.get()) : history.without());
    }

    /** Lets every key go; there is none afterwards. */
    @Override
    public synchronized void close() {
        closed = true;
        newest.values().forEach(KeyHistory::close);
        named.values().forEach(KeyHistory::close);
    }
}
