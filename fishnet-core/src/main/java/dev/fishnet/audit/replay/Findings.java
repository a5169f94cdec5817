package dev.fishnet.audit.replay;

import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what a pass comes upon, and tells of differences as it comes upon them. */
final class Findings {
    private final Replay.Watcher watcher;
    private final SortedMap<String, Long> others = new TreeMap<>();
    private final SortedMap<String, Long> undecided = new TreeMap<>();
    private long index;
    private long entries;
    private long decided;
    private long settled;
    private long counted;
    private long aboveHeld;
    private long differences;

    Findings(Replay.Watcher watcher) {
        this.watcher = watcher;
    }

    /** What follows is about this entry. */
    void begin(long entry) {
        index = entry;
        entries++;
        watcher.at(entries);
    }

    void differs(String what, Object logged, Object again) {
        differences++;
        watcher.differs(new Difference(index, what, String.valueOf(logged), String.valueOf(again)));
    }

    /** The same, where they do differ. */
    void compare(String what, Object logged, Object again) {
        if (!logged.equals(again)) {
            differs(what, logged, again);
        }
    }

    void decided() {
        decided++;
    }

    void settled() {
        settled++;
    }

    void other(String code) {
        others.merge(code, 1L, Long::sum);
    }

    /** @param why a clause that begins in lower case */
    void undecided(String why) {
        undecided.merge(why, 1L, Long::sum);
    }

    void counted(long refusals) {
        counted += refusals;
    }

    void aboveHeld() {
        aboveHeld++;
    }

    ReplayReport report(long withoutOutcome) {
        return new ReplayReport(
                entries, decided, settled, others, undecided, counted, withoutOutcome, aboveHeld, differences);
    }
}
