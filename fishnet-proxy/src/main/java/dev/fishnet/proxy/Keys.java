package dev.fishnet.proxy;

import dev.fishnet.proxy.key.KeyRing;
import dev.fishnet.proxy.key.UnusableKeyException;
import dev.fishnet.upstream.UpstreamName;
import dev.fishnet.vault.CredentialSource;
import dev.fishnet.vault.SecretBytes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The keys all event loops use, each prepared once. The source is asked for every request, so a key that has been
 * removed or replaced is not sent again; it is looked for in answers until several others have followed, or the end.
 */
final class Keys implements AutoCloseable {
    private final CredentialSource source;
    private final Map<UpstreamName, KeyHistory> histories = new HashMap<>();
    private boolean closed;

    Keys(CredentialSource source) {
        this.source = source;
    }

    /** The upstream's key now, with those before it; the caller closes them. */
    synchronized Optional<KeyRing> keyFor(UpstreamName upstream) throws UnusableKeyException {
        try {
            return lookUp(upstream);
        } catch (IllegalStateException closedMeanwhile) {
            return again(upstream);
        }
    }

    /** The key was replaced between being found and being read: the source has another one now, or none. */
    private Optional<KeyRing> again(UpstreamName upstream) throws UnusableKeyException {
        try {
            return lookUp(upstream);
        } catch (IllegalStateException closedAgain) {
            return Optional.empty();
        }
    }

    private Optional<KeyRing> lookUp(UpstreamName upstream) throws UnusableKeyException {
        Optional<SecretBytes> secret = closed ? Optional.empty() : source.credentialFor(upstream);
        KeyHistory history = histories.computeIfAbsent(upstream, name -> new KeyHistory());
        if (secret.isEmpty()) {
            history.retire();
            return Optional.empty();
        }
        return Optional.of(history.use(secret.get()));
    }

    /** Lets every key go; there is none afterwards. */
    @Override
    public synchronized void close() {
        closed = true;
        histories.values().forEach(KeyHistory::close);
    }
}
