package dev.fishnet.vault;

import dev.fishnet.crypto.RandomBytes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A secret outside the garbage-collected heap, which copies and moves what it holds, in {@link SecretMemory}. It is
 * lent, not given: bytes are handed out for the length of a call and wiped after it, and {@link #close} wipes the rest.
 * Safe for use by several threads; closing waits for the borrowers.
 */
public final class SecretBytes implements AutoCloseable {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final SecretPages.Part part;
    private final ByteBuffer memory;
    private boolean closed;

    private SecretBytes(SecretPages.Part part) {
        this.part = part;
        this.memory = part.memory();
    }

    /** Takes the bytes over: the array is zero when this returns. */
    public static SecretBytes takeFrom(byte[] secret) {
        try {
            SecretPages.Part part = SecretMemory.ofThisProcess().take(secret.length);
            part.memory().put(0, secret);
            return new SecretBytes(part);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /** Bytes nobody can guess, for example the 32 of a keystore's key. */
    public static SecretBytes random(int length) {
        return takeFrom(RandomBytes.of(length));
    }

    public int length() {
        return memory.limit();
    }

    /**
     * Lends a copy that is wiped when the borrower returns.
     *
     * @throws IllegalStateException when the secret has been closed
     */
    public <T> T use(Function<byte[], T> borrower) {
        byte[] copy = new byte[memory.limit()];
        try {
            lend(buffer -> buffer.get(copy));
            return borrower.apply(copy);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    /**
     * Writes the secret into memory of the caller's, which the caller wipes; no copy is made on the heap when the
     * target is a direct buffer.
     *
     * @throws IllegalStateException when the secret has been closed
     */
    public void copyTo(ByteBuffer target) {
        lend(target::put);
    }

    private void lend(Consumer<ByteBuffer> reader) {
        lock.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the secret has been closed");
            }
            reader.accept(memory.duplicate());
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                SecretMemory.ofThisProcess().release(part);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public String toString() {
        return "SecretBytes[" + memory.limit() + " bytes]";
    }
}
