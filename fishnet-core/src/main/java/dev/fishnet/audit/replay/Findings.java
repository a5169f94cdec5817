package dev.fishnet.audit.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what a pass comes upon, and tells of differences as it comes upon them. */
final class Findings {
    private final Replay.Watcher watcher;
    private final SortedMap<String, Long> others = new TreeMap<>();
    private final SortedMap<String, Long> undecided = new TreeMap<>();
    private final List<Difference> pending = new ArrayList<>();
    private String doubt = "";
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
        pending.add(new Difference(index, what, String.valueOf(logged), String.valueOf(again)));
    }

    /** Something of this entry was replaced in the log: what comes out otherwise may do so for that. */
    void doubt(String why) {
        doubt = why;
    }

    /** The entry has been looked at. */
    void end() {
        if (!doubt.isEmpty() && !pending.isEmpty()) {
            undecided(doubt);
        } else {
            differences += pending.size();
            pending.forEach(watcher::differs);
        }
        pending.clear();
        doubt = "";
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
