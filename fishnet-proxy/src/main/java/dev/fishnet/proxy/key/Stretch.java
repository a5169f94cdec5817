package dev.fishnet.proxy.key;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** Bytes of an answer that are searched: a copy on the heap, where each costs least to look at. One for each thread. */
final class Stretch {
    private static final int SIZE = 8192;
    private static final ThreadLocal<Stretch> OF_THREAD = ThreadLocal.withInitial(Stretch::new);

    private final byte[] bytes = new byte[SIZE];

    private Stretch() {}

    /** Whoever fills it wipes it before anybody else can: an answer may have the key in it. */
    static Stretch ofThread() {
        return OF_THREAD.get();
    }

    byte[] bytes() {
        return bytes;
    }

    /** Copies as many bytes as are there, or as there is room for, from an index on, and returns how many. */
    int fill(ByteBuf from, int index) {
        int count = Math.min(SIZE, from.writerIndex() - index);
        from.getBytes(index, bytes, 0, count);
        return count;
    }

    void wipe(int count) {
        Arrays.fill(bytes, 0, count, (byte) 0);
    }
}
