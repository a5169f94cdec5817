package dev.fishnet.proxy.key;

import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The key one request is sent with, if it needs one, and others that its answer may repeat just as well, such as those
 * its upstream had before. Holds every one of them until it is closed.
 */
public final class KeyRing implements AutoCloseable {
    private final @Nullable HeldKey current;
    private final List<HeldKey> all = new ArrayList<>(1);

    /** Retains the keys. */
    public KeyRing(HeldKey current, Iterable<HeldKey> former) {
        this.current = current.retain();
        all.add(current);
        former.forEach(key -> all.add(key.retain()));
    }

    /** For a request without a key; retains those to look for. */
    public KeyRing(Iterable<HeldKey> former) {
        this.current = null;
        former.forEach(key -> all.add(key.retain()));
    }

    private KeyRing(@Nullable HeldKey current) {
        this.current = current;
    }

    /** This ring's key is the one to send, and both rings' are looked for. Takes both over. */
    public KeyRing joined(KeyRing other) {
        KeyRing both = new KeyRing(current);
        both.all.addAll(all);
        both.all.addAll(other.all);
        return both;
    }

    /** The key to send; empty for a request that goes without. */
    public Optional<HeldKey> current() {
        return Optional.ofNullable(current);
    }

    /** Whether any of the keys stands in a name or value. */
    public boolean isIn(CharSequence text) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).isIn(text)) {
                return true;
            }
        }
        return false;
    }

    /** A mask for the body of one answer; the ring must outlive it. */
    public AnswerMask mask(ByteBufAllocator allocator) {
        KeyMask[] masks = new KeyMask[all.size()];
        for (int i = 0; i < masks.length; i++) {
            masks[i] = new KeyMask(all.get(i), allocator);
        }
        return new AnswerMask(masks);
    }

    @Override
    public void close() {
        all.forEach(HeldKey::release);
    }
}
