package dev.fishnet.cli.daemon;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A stream that never makes its writer wait: a thread of its own passes on what was written, and what comes faster than
 * the other end takes it is dropped and counted. An agent that can make the gateway log must not be able to make it
 * wait for whoever reads the log.
 */
final class PatientOutput extends OutputStream {
    private static final int PIECES = 1024;

    private final OutputStream target;
    private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(PIECES);
    private final AtomicLong dropped = new AtomicLong();

    private PatientOutput(OutputStream target) {
        this.target = target;
    }

    static PatientOutput over(OutputStream target) {
        PatientOutput output = new PatientOutput(target);
        Thread.ofPlatform().daemon().name("fishnet-log").start(output::passOn);
        return output;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (!waiting.offer(Arrays.copyOfRange(bytes, offset, offset + length))) {
            dropped.incrementAndGet();
        }
    }

    private void passOn() {
        try {
            while (true) {
                target.write(waiting.take());
                tellWhatWasDropped();
                target.flush();
            }
        } catch (InterruptedException | IOException e) {
            // nobody reads any more; the queue fills and everything after is dropped
            return;
        }
    }

    private void tellWhatWasDropped() throws IOException {
        long missing = dropped.getAndSet(0);
        if (missing > 0) {
            target.write(("[fishnet] " + missing + " line(s) of this log were dropped: nobody read them in time\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
    }
}
