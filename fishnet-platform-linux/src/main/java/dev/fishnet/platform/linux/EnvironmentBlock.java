package dev.fishnet.platform.linux;

import com.sun.jna.Pointer;
import dev.fishnet.error.FishnetException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The environment as the kernel laid it out when the program was started, which /proc/PID/environ shows for as long as
 * the process lives. What Java copied of it stays on the heap.
 *
 * @param start the address of the first byte
 * @param length in bytes: strings that end with a zero, one after the other
 */
record EnvironmentBlock(Pointer start, long length) {
    /** What a name of ours holds that nobody else may read. */
    private static final byte[] SECRET = "FISHNET_MASTER_PASSWORD=".getBytes(StandardCharsets.US_ASCII);

    private static final String NOT_FOUND =
            "what the environment held can still be read in /proc by programs of the same user";

    /** Where the kernel says it is; empty in length when it does not. */
    static EnvironmentBlock ofThisProcess() {
        try {
            return ProcStat.environment(
                            SystemFiles.ofThisMachine().read("/proc/self/stat").orElse(""))
                    .map(range -> new EnvironmentBlock(new Pointer(range.start()), range.length()))
                    .orElseGet(() -> new EnvironmentBlock(Pointer.NULL, 0));
        } catch (FishnetException e) {
            return new EnvironmentBlock(Pointer.NULL, 0);
        }
    }

    /** Writes zeros over the values of our variables; returns what did not work. */
    Optional<String> scrub() {
        if (length == 0) {
            return Optional.of(NOT_FOUND);
        }
        // Java copies the environment the first time somebody asks; after this there is nothing left to copy.
        System.getenv();
        long at = 0;
        while (at < length) {
            long size = start.indexOf(at, (byte) 0);
            if (isSecret(at, size)) {
                start.setMemory(at + SECRET.length, size - SECRET.length, (byte) 0);
            }
            at += size + 1;
        }
        return Optional.empty();
    }

    private boolean isSecret(long at, long size) {
        if (size < SECRET.length) {
            return false;
        }
        for (int i = 0; i < SECRET.length; i++) {
            if (start.getByte(at + i) != SECRET[i]) {
                return false;
            }
        }
        return true;
    }
}
