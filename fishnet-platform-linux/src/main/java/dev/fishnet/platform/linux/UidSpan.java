package dev.fishnet.platform.linux;

import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds.Range;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Uids in a row that are treated alike, whosever they are. */
record UidSpan(long first, long last, Profile profile) {
    /** Every uid of the lockdown once, ascending; neighbours that are treated alike are one span. */
    static List<UidSpan> of(Lockdown lockdown, Function<LockedAgent, Profile> profile) {
        TreeMap<Long, List<Change>> changes = new TreeMap<>();
        for (LockedAgent agent : lockdown.agents()) {
            Profile its = profile.apply(agent);
            uids(agent.user()).forEach(range -> {
                changesAt(changes, range.first()).add(new Change(its, 1));
                changesAt(changes, range.last() + 1).add(new Change(its, -1));
            });
        }
        return sweep(changes);
    }

    /** The agent's own uid first, then its subordinate ones. */
    static Stream<Range> uids(AgentUser agent) {
        Range own = new Range(agent.uid(), agent.uid());
        return Stream.concat(Stream.of(own), agent.subordinateIds().ranges().stream());
    }

    /** How many more agents with that profile there are from a uid on. */
    private record Change(Profile profile, int more) {}

    private static List<Change> changesAt(TreeMap<Long, List<Change>> changes, long uid) {
        return changes.computeIfAbsent(uid, at -> new ArrayList<>());
    }

    private static List<UidSpan> sweep(TreeMap<Long, List<Change>> changes) {
        List<UidSpan> spans = new ArrayList<>();
        Map<Profile, Integer> here = new HashMap<>();
        long from = 0;
        for (Map.Entry<Long, List<Change>> entry : changes.entrySet()) {
            long last = entry.getKey() - 1;
            if (!here.isEmpty()) {
                Profile profile = here.keySet().stream().reduce(Profile::and).orElseThrow();
                append(spans, new UidSpan(from, last, profile));
            }
            entry.getValue().forEach(change -> here.merge(change.profile(), change.more(), UidSpan::sum));
            from = entry.getKey();
        }
        return spans;
    }

    /** Null, which removes the profile, when nobody has it any more. */
    @SuppressWarnings("NullAway")
    private static Integer sum(Integer some, Integer more) {
        return some + more == 0 ? null : Integer.valueOf(some + more);
    }

    private static void append(List<UidSpan> spans, UidSpan next) {
        UidSpan previous = spans.isEmpty() ? null : spans.getLast();
        if (previous != null && previous.last + 1 == next.first && previous.profile.equals(next.profile)) {
            spans.removeLast();
            spans.add(new UidSpan(previous.first, next.last, next.profile));
        } else {
            spans.add(next);
        }
    }
}
