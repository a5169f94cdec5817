package dev.fishnet.platform.linux;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is ours in one table.
 *
 * @param chains our chains that exist, by name, with their rules in order
 * @param jumps the rules in other chains that lead to one of ours
 */
record OwnRules(NavigableMap<String, List<Rule>> chains, List<Jump> jumps) {
    /** What every chain of ours is named with. */
    static final String PREFIX = "FISHNET-";

    static final OwnRules NONE = new OwnRules(Collections.emptyNavigableMap(), List.of());

    /**
     * A rule in a chain that is not ours.
     *
     * @param number its place there, from 1
     */
    record Jump(String chain, int number, Rule rule) {
        @Override
        public String toString() {
            return "rule " + number + " of " + chain + ", " + rule;
        }
    }

    OwnRules {
        chains = Collections.unmodifiableNavigableMap(new TreeMap<>(chains));
        jumps = List.copyOf(jumps);
    }

    /** Chains that every packet meets before any other rule. */
    static OwnRules askedFirst(Table table, Map<String, List<Rule>> chains) {
        return new OwnRules(new TreeMap<>(chains), List.of(new Jump(table.base(), 1, Rule.jump(table.entry()))));
    }

    /** Written out, as is {@link #hashCode}: a record's own are put together anew in every process that asks. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OwnRules that && chains.equals(that.chains) && jumps.equals(that.jumps);
    }

    @Override
    public int hashCode() {
        return 31 * chains.hashCode() + jumps.hashCode();
    }

    /** The same with one more chain that is empty. */
    OwnRules with(String chain) {
        TreeMap<String, List<Rule>> more = new TreeMap<>(chains);
        more.put(chain, List.of());
        return new OwnRules(more, jumps);
    }
}
