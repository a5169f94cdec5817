package dev.fishnet.llm;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The bytes of a body that are being read: on the heap, in memory that all bodies of a thread share. */
final class Piece {
    private static final int SIZE = 8192;
    private static final ThreadLocal<Piece> OF_THREAD = ThreadLocal.withInitial(Piece::new);

    private final byte[] bytes = new byte[SIZE];

    private Piece() {}

    /** Whoever takes it leaves nothing in it, and has nobody else take it meanwhile. */
    static Piece ofThread() {
        return OF_THREAD.get();
    }

    byte[] bytes() {
        return bytes;
    }

    /**
     * Copies so many bytes as there are, or as there is room for, from a place in a buffer on, and returns how many.
     */
    int fill(ByteBuffer from, int position) {
        int count = Math.min(SIZE, from.limit() - position);
        from.get(position, bytes, 0, count);
        return count;
    }

    void wipe(int count) {
        Arrays.fill(bytes, 0, count, (byte) 0);
    }
}
