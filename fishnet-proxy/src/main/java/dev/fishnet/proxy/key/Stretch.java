package dev.fishnet.proxy.key;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Bytes of a body that are searched or hashed: a copy on the heap, where each costs least to look at, and for which
 * Netty makes no view of its buffer. One for each thread.
 */
public final class Stretch {
    private static final int SIZE = 8192;
    private static final ThreadLocal<Stretch> OF_THREAD = ThreadLocal.withInitial(Stretch::new);

    private final byte[] bytes = new byte[SIZE];

    private Stretch() {}

    /** Whoever fills it wipes it before anybody else can: there may be a key in it. */
    public static Stretch ofThread() {
        return OF_THREAD.get();
    }

    public byte[] bytes() {
        return bytes;
    }

    /** Copies as many bytes as are there, or as there is room for, from an index on, and returns how many. */
    public int fill(ByteBuf from, int index) {
        int count = Math.min(SIZE, from.writerIndex() - index);
        from.getBytes(index, bytes, 0, count);
        return count;
    }

    public void wipe(int count) {
        Arrays.fill(bytes, 0, count, (byte) 0);
    }
}
