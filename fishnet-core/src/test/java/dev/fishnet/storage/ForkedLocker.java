package dev.fishnet.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A second process that takes a lock, says so, and keeps it until it is killed. */
final class ForkedLocker {
    private ForkedLocker() {}

    /** {@code FILE}. */
    public static void main(String[] args) throws Exception {
        try (CommandLock lock = CommandLock.acquire(Path.of(args[0]), Duration.ofSeconds(20), () -> {})) {
            System.out.write('h');
            System.out.flush();
            Thread.sleep(Duration.ofMinutes(1));
        }
    }

    /** Starts it, and returns when it holds the lock. */
    static Process holding(Path file) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ForkedLocker.class.getName(),
                        file.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.getInputStream().read() != 'h') {
            process.destroyForcibly();
            throw new IOException("it did not get the lock");
        }
        return process;
    }
}
