package dev.fishnet.config;

import java.time.Duration;
import java.util.Optional;

/**
 * How the log is kept.
 *
 * @param durability what has to have happened to an entry before what it tells of goes on
 * @param whenUnwritable what becomes of requests when the log cannot be written
 * @param prompts whether the bodies of requests are kept too
 * @param checkpointFile where the latest checkpoint is written to, for a witness
 * @param checkpointUrl where it is sent to
 * @param checkpointEvery how often
 */
public record AuditSettings(
        Durability durability,
        WhenUnwritable whenUnwritable,
        boolean prompts,
        Optional<String> checkpointFile,
        Optional<String> checkpointUrl,
        Duration checkpointEvery) {
    /** What holds where the configuration says nothing. */
    public static final AuditSettings DEFAULT = new AuditSettings(
            Durability.PROCESS,
            WhenUnwritable.CLOSE,
            false,
            Optional.empty(),
            Optional.empty(),
            Duration.ofMinutes(60));

    /** What an entry outlives. */
    public enum Durability {
        /** The end of the process; a loss of power after 50 ms. */
        PROCESS,
        /** A loss of power at once. */
        POWER
    }

    /** What becomes of requests. */
    public enum WhenUnwritable {
        /** They are refused. */
        CLOSE,
        /** They go on, and are neither in the log nor in the books. */
        SERVE
    }
}
