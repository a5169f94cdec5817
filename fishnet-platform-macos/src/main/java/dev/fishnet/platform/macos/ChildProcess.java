package dev.fishnet.platform.macos;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.process.ProcessOutcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that runs: fed, listened to and waited for, within bounds. Its twin stands in the other platform's module.
 */
final class ChildProcess {
    private static final int LONGEST_OUTPUT = 4 << 20;

    private final String program;
    private final Process process;
    private final long deadline;

    ChildProcess(String program, Process process, Duration limit) {
        this.program = program;
        this.process = process;
        this.deadline = System.nanoTime() + limit.toNanos();
    }

    /** Feeds the input and returns how the process ended; it does not outlive this call. */
    ProcessOutcome finish(String input) throws FishnetException {
        if (input.isEmpty()) {
            feed(input);
        } else {
            Thread.ofPlatform().daemon().start(() -> feed(input));
        }
        CompletableFuture<String> output = inBackground(() -> drain(process.getInputStream()));
        CompletableFuture<String> errors = inBackground(() -> drain(process.getErrorStream()));
        try {
            return new ProcessOutcome(exitStatus(), await(output), await(errors));
        } finally {
            end();
        }
    }

    private void end() {
        if (process.isAlive()) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private int exitStatus() throws FishnetException {
        try {
            if (!process.waitFor(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                throw failed("did not end in time");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("was interrupted");
        }
    }

    private <T> T await(CompletableFuture<T> future) throws FishnetException {
        try {
            return future.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw failed("did not end in time");
        } catch (ExecutionException e) {
            throw failed(reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("was interrupted");
        }
    }

    private static String reason(ExecutionException e) {
        Throwable cause = e.getCause();
        return cause == null ? "failed" : String.valueOf(cause.getMessage());
    }

    private FishnetException failed(String what) {
        return new FishnetException(ErrorKind.UNAVAILABLE, "'" + program + "' " + what);
    }

    /** A program may end without reading what it was given; its exit status says whether that was wrong. */
    @SuppressWarnings("EmptyCatch")
    private void feed(String input) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException notRead) {
        }
    }

    private String drain(InputStream stream) throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        byte[] piece = new byte[8192];
        for (int n = stream.read(piece); n >= 0; n = stream.read(piece)) {
            if (printed.size() + n > LONGEST_OUTPUT) {
                process.destroyForcibly();
                throw new IOException("printed more than " + (LONGEST_OUTPUT >> 20) + " MiB");
            }
            printed.write(piece, 0, n);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static CompletableFuture<String> inBackground(Work work) {
        CompletableFuture<String> result = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                result.complete(work.call());
            } catch (IOException | RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    private interface Work {
        String call() throws IOException;
    }
}
