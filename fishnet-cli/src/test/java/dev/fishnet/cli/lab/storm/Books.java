package dev.fishnet.cli.lab.storm;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The true books of all agents, each with its cap, and of all together. */
final class Books {
    private final Map<String, Cap> agents = new TreeMap<>();
    private final Cap total = new Cap();

    Books(List<String> names) {
        names.forEach(name -> agents.put(name, new Cap()));
    }

    /** What both caps that a request has to fit in said when it was sent. */
    record Entry(Cap.Entry own, Cap.Entry total) {}

    Cap of(String agent) {
        return agents.get(agent);
    }

    Cap total() {
        return total;
    }

    Map<String, Cap> agents() {
        return agents;
    }

    Stream<Cap> all() {
        return Stream.concat(agents.values().stream(), Stream.of(total));
    }

    void enter(Shot shot) {
        shot.enters(new Entry(of(shot.agent()).enter(shot.atMost()), total.enter(shot.atMost())));
    }

    /** It is known what the gateway will count for it. */
    void leave(Shot shot, long cost) {
        of(shot.agent()).leave(shot.atMost(), cost);
        total.leave(shot.atMost(), cost);
    }

    void charge(Shot shot) {
        of(shot.agent()).charge(shot.entry().own(), shot.cost());
        total.charge(shot.entry().total(), shot.cost());
    }

    /** Refused for want of money; to be called before {@link #leave}. */
    void refused(Shot shot) {
        Cap own = of(shot.agent());
        long room = Math.min(
                own.roomSince(shot.entry().own(), shot.atMost()),
                total.roomSince(shot.entry().total(), shot.atMost()));
        own.refusedWith(room);
    }

    /** Micro-dollars charged beyond any cap, at the worst moment. */
    long overspend() {
        return all().mapToLong(Cap::overspend).max().orElseThrow();
    }
}
