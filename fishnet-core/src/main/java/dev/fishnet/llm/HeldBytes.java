package dev.fishnet.llm;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes that wait to be passed on. */
final class HeldBytes {
    static final int MOST = 16 << 20;

    private static final byte[] NOTHING = {};
    private static final int FEW = 256;

    private byte[] bytes = NOTHING;
    private int size;

    int size() {
        return size;
    }

    boolean isFull() {
        return size >= MOST;
    }

    /** How many more until it is full. */
    int room() {
        return MOST - size;
    }

    byte at(int index) {
        return bytes[index];
    }

    void add(int octet) {
        room(1);
        bytes[size] = (byte) octet;
        size++;
    }

    void add(HeldBytes others) {
        add(others, 0, others.size);
    }

    void add(HeldBytes others, int from, int to) {
        add(others.bytes, from, to);
    }

    void add(byte[] octets, int from, int to) {
        room(to - from);
        System.arraycopy(octets, from, bytes, size, to - from);
        size += to - from;
    }

    void clear() {
        size = 0;
    }

    ByteBuffer take() {
        return ByteBuffer.wrap(bytes, 0, size);
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(FEW, Math.max(bytes.length * 2, size + more)));
        }
    }
}
