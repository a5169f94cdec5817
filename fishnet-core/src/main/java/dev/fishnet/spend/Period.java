package dev.fishnet.spend;

import dev.fishnet.policy.AgentName;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The sums of one day or one month. */
final class Period {
    private final Tally total = new Tally();
    private final Map<AgentName, Tally> agents = new HashMap<>();

    Tally total() {
        return total;
    }

    Tally of(AgentName agent) {
        return agents.computeIfAbsent(agent, name -> new Tally());
    }

    /**
     * Periods, of which the one that was used longest ago is forgotten when there are too many. By use and not by date:
     * a clock that jumps far ahead and back finds the sums of today again.
     */
    static final class Recent<K> extends LinkedHashMap<K, Period> {
        private static final long serialVersionUID = 1L;

        private final int most;

        Recent(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        Period of(K key) {
            return computeIfAbsent(key, absent -> new Period());
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Period> eldest) {
            return size() > most;
        }
    }
}
