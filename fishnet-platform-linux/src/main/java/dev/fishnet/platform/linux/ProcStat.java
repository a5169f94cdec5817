package dev.fishnet.platform.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What /proc/PID/stat says (proc_pid_stat(5)).
 *
 * <p>When processes started is field 22: clock ticks since boot, counted from the epoch here. The JDK adds the time of
 * boot to them, which moves whenever the clock is set, so that a daemon started before the first time synchronisation
 * would not be recognised after it.
 */
final class ProcStat {
    /** The kernel's USER_HZ, 100 on every architecture that Java runs on. */
    private static final int MILLIS_PER_TICK = 10;

    /** The fields after the command, which stands in parentheses and may hold anything: number 3 comes first. */
    private static final int START = 22 - 3;

    private static final int ENVIRONMENT_START = 50 - 3;
    private static final int ENVIRONMENT_END = 51 - 3;

    private ProcStat() {}

    static Optional<Instant> startOf(long pid) {
        try {
            return Optional.of(parse(Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static Instant parse(String stat) {
        return Instant.ofEpochMilli(Long.parseLong(fields(stat).get(START)) * MILLIS_PER_TICK);
    }

    /** Addresses in a process's memory. */
    record Range(long start, long length) {}

    /** Where the initial environment lies; empty when the kernel does not tell this reader, or it is no such text. */
    static Optional<Range> environment(String stat) {
        List<String> fields = fields(stat);
        if (fields.size() <= ENVIRONMENT_END) {
            return Optional.empty();
        }
        // Addresses above 2^63 belong to the kernel.
        long start = Long.parseLong(fields.get(ENVIRONMENT_START));
        long end = Long.parseLong(fields.get(ENVIRONMENT_END).trim());
        return start > 0 && end > start ? Optional.of(new Range(start, end - start)) : Optional.empty();
    }

    private static List<String> fields(String stat) {
        int command = stat.lastIndexOf(')');
        return command < 0
                ? List.of()
                : List.of(stat.substring(Math.min(command + 2, stat.length())).split(" "));
    }
}
