package dev.fishnet.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Bytes between the thread that reads a socket and the one that understands them. Because somebody always reads, the
 * end of a connection is seen while an answer is being held back.
 */
final class Inbox {
    private static final int PIECE = 16 * 1024;
    private static final byte[] END = new byte[0];

    private final BlockingQueue<byte[]> pieces = new ArrayBlockingQueue<>(64);
    private byte[] current = new byte[0];
    private int at;
    private boolean ended;

    /** Reads to the end of the stream; returns when there is nothing more to come, for whatever reason. */
    void fillFrom(InputStream source) throws InterruptedException {
        byte[] buffer = new byte[PIECE];
        try {
            for (int n = source.read(buffer); n >= 0; n = source.read(buffer)) {
                if (n > 0) {
                    pieces.put(Arrays.copyOf(buffer, n));
                }
            }
        } catch (IOException gone) {
            // a reset connection ends like a closed one
        }
    }

    void end() throws InterruptedException {
        pieces.put(END);
    }

    /** The next byte, or -1 at the end. */
    int read() throws IOException {
        while (at == current.length && !ended) {
            current = take();
            at = 0;
            ended = current.length == 0;
        }
        return ended ? -1 : current[at++] & 0xff;
    }

    private byte[] take() throws InterruptedIOException {
        try {
            return pieces.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
