package dev.fishnet.platform.linux;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProgramMissingException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program of ours that is told a secret and answers with one, over pipes. Its twin stands in the other platform's
 * module.
 */
final class ConfidedProcess {
    private final Process process;
    private final Duration limit;

    private ConfidedProcess(Process process, Duration limit) {
        this.process = process;
        this.limit = limit;
    }

    static ConfidedProcess start(List<String> argv, Duration limit) throws FishnetException {
        ProcessBuilder builder =
                new ProcessBuilder(argv).directory(new File("/")).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        try {
            return new ConfidedProcess(builder.start(), limit);
        } catch (IOException e) {
            throw new ProgramMissingException(argv.getFirst());
        }
    }

    /** Fills the answer and returns the exit status; the process does not outlive this call. */
    int exchange(byte[] secret, byte[] answer) throws FishnetException {
        if (secret.length != ProcessControlPort.CONFIDED_BYTES || answer.length != ProcessControlPort.CONFIDED_BYTES) {
            throw new IllegalArgumentException("not " + ProcessControlPort.CONFIDED_BYTES + " bytes");
        }
        Thread watch = Thread.ofPlatform().name("fishnet-confided").daemon().start(this::endInTime);
        try {
            boolean whole = talk(secret, answer);
            int status = process.waitFor();
            if (status == 0 && !whole) {
                throw failed("gave half an answer");
            }
            return status;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("was interrupted");
        } finally {
            watch.interrupt();
            process.destroyForcibly();
        }
    }

    /** Its end ends the reading of what it says, too. */
    private void endInTime() {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The secret is not in the pipe before the program has said that it is ready: what lies there can be read by
     * whoever gets at the pipe. A program that ends early is heard of by its exit status.
     */
    private boolean talk(byte[] secret, byte[] answer) {
        try (OutputStream in = process.getOutputStream();
                InputStream out = process.getInputStream()) {
            if (out.read() != ProcessControlPort.READY_TO_HEAR) {
                return false;
            }
            in.write(secret);
            in.flush();
            return out.readNBytes(answer, 0, answer.length) == answer.length;
        } catch (IOException e) {
            return false;
        }
    }

    private static FishnetException failed(String what) {
        return new FishnetException(ErrorKind.UNAVAILABLE, "the process that was told a secret " + what);
    }
}
