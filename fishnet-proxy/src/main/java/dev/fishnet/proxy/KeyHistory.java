package dev.fishnet.proxy;

import dev.fishnet.proxy.key.HeldKey;
import dev.fishnet.proxy.key.KeyRing;
import dev.fishnet.proxy.key.UnusableKeyException;
import dev.fishnet.vault.SecretBytes;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The key of one upstream and the last few before it, kept so that no answer shows them. */
final class KeyHistory implements AutoCloseable {
    private static final int MOST_FORMER = 4;

    private final ArrayDeque<HeldKey> former = new ArrayDeque<>();
    private @Nullable SecretBytes secret;
    private @Nullable HeldKey current;

    /** The secret and those before it, which the caller closes. */
    KeyRing use(SecretBytes wanted) throws UnusableKeyException {
        HeldKey key = current;
        if (key == null || secret != wanted) {
            retire();
            key = HeldKey.of(wanted);
            forget(key);
            current = key;
            secret = wanted;
        }
        return new KeyRing(key, former);
    }

    /** No secret, and those before, which the caller closes. */
    KeyRing without() {
        retire();
        return new KeyRing(former);
    }

    /** The present key is sent no more, but looked for still. */
    void retire() {
        HeldKey old = current;
        current = null;
        secret = null;
        if (old != null) {
            former.addFirst(old);
        }
    }

    /** A vault that is opened again has the same key in another place. */
    private void forget(HeldKey same) {
        for (HeldKey old : List.copyOf(former)) {
            if (old.sameAs(same)) {
                former.remove(old);
                old.release();
            }
        }
        if (former.size() > MOST_FORMER) {
            former.removeLast().release();
        }
    }

    @Override
    public void close() {
        retire();
        former.forEach(HeldKey::release);
        former.clear();
    }
}
