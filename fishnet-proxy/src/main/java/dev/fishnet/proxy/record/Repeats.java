package dev.fishnet.proxy.record;

import dev.fishnet.audit.Asked;
import dev.fishnet.audit.AuditEntry.Denied;
import dev.fishnet.audit.AuditEntry.DeniedMore;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.DenialCode;
import dev.fishnet.upstream.UpstreamName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Tells which refusals are told one by one. Whoever is refused for the same thing over and over is told of a few times
 * a turn, and counted from then on; when there are too many callers to be told apart, they are counted together. Shared
 * by all event loops; its turns are as long as whoever ends them makes them.
 */
final class Repeats {
    static final int IN_FULL = 10;
    static final int SUBJECTS = 256;

    /** Of callers that are no agents, together: they take no more than this of the log, and no place of an agent's. */
    static final int STRANGERS_IN_FULL = 60;

    private final Map<Subject, Tally> tallies = new LinkedHashMap<>();
    private int strangersTold;

    /** @param uid of whoever is no agent */
    private record Subject(
            OptionalLong uid, Optional<AgentName> agent, Optional<UpstreamName> upstream, DenialCode code) {
        static Subject of(Denied denied) {
            Asked asked = denied.asked();
            OptionalLong uid = asked.agent().isPresent() ? OptionalLong.empty() : asked.uid();
            return new Subject(uid, asked.agent(), asked.upstream(), denied.code());
        }

        static Subject anybody(DenialCode code) {
            return new Subject(OptionalLong.empty(), Optional.empty(), Optional.empty(), code);
        }

        /** What all of those that were counted have in common. */
        Asked asked() {
            return new Asked(uid, agent, upstream, "", "", Optional.empty(), Optional.empty());
        }
    }

    private static final class Tally {
        int told;
        long counted;

        @Nullable
        Instant first;
    }

    /** Whether this one is to be told; otherwise it has been counted. */
    synchronized boolean isNews(Denied denied) {
        Subject subject = Subject.of(denied);
        boolean stranger = denied.asked().agent().isEmpty();
        Tally tally = tallies.get(subject);
        if (tally == null && tallies.size() < (stranger ? SUBJECTS / 2 : SUBJECTS)) {
            tally = new Tally();
            tallies.put(subject, tally);
        }
        if (tally == null) {
            count(tallies.computeIfAbsent(Subject.anybody(denied.code()), many -> new Tally()), denied);
            return false;
        }
        boolean news = tally.told < IN_FULL && (!stranger || strangersTold < STRANGERS_IN_FULL);
        if (news) {
            tally.told++;
            strangersTold += stranger ? 1 : 0;
        } else {
            count(tally, denied);
        }
        return news;
    }

    private static void count(Tally tally, Denied denied) {
        tally.counted++;
        if (tally.first == null) {
            tally.first = denied.at();
        }
    }

    /** Ends the turn: tells of what was only counted in it, and forgets everything. */
    synchronized List<DeniedMore> endTurn(Instant now) {
        List<DeniedMore> counted = new ArrayList<>();
        tallies.forEach((subject, tally) -> {
            if (tally.first != null) {
                counted.add(new DeniedMore(now, tally.first, subject.asked(), subject.code(), tally.counted));
            }
        });
        tallies.clear();
        strangersTold = 0;
        return counted;
    }
}
