package dev.fishnet.audit.replay;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came of deciding a log again.
 *
 * @param entries how many were read
 * @param decided requests whose decision was made again, whether it came out the same or not
 * @param settled outcomes whose cost was worked out again
 * @param others refusals that were not policy's, by their codes: there is nothing to decide again
 * @param undecided entries that cannot be decided again, by the reason
 * @param counted refusals that the log only counts
 * @param withoutOutcome intents whose outcome is not in the log: broken off, or still under way
 * @param aboveHeld outcomes that cost more than was held for them, for each of which an alert is rung
 * @param differences how many there are
 */
public record ReplayReport(
        long entries,
        long decided,
        long settled,
        SortedMap<String, Long> others,
        SortedMap<String, Long> undecided,
        long counted,
        long withoutOutcome,
        long aboveHeld,
        long differences) {
    public ReplayReport {
        others = Collections.unmodifiableSortedMap(new TreeMap<>(others));
        undecided = Collections.unmodifiableSortedMap(new TreeMap<>(undecided));
    }

    /** Whether everything that could be decided again came out as the log has it. */
    public boolean same() {
        return differences == 0;
    }
}
