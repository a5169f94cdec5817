package dev.fishnet.proxy.key;

import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;

/**
 * The key one request is sent with, and those its upstream had before, which an answer may repeat just as well. Holds
 * every one of them until it is closed.
 */
public final class KeyRing implements AutoCloseable {
    private final HeldKey current;
    private final List<HeldKey> all;

    /** Retains the keys. */
    public KeyRing(HeldKey current, Iterable<HeldKey> former) {
        this.current = current.retain();
        this.all = new ArrayList<>(List.of(current));
        former.forEach(key -> all.add(key.retain()));
    }

    public HeldKey current() {
        return current;
    }

    /** Whether any of the keys stands in a name or value. */
    public boolean isIn(CharSequence text) {
        return all.stream().anyMatch(key -> key.isIn(text));
    }

    /** A mask for the body of one answer; the ring must outlive it. */
    public AnswerMask mask(ByteBufAllocator allocator) {
        return new AnswerMask(
                all.stream().map(key -> new KeyMask(key, allocator)).toList());
    }

    @Override
    public void close() {
        all.forEach(HeldKey::release);
    }
}
