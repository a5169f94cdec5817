package dev.fishnet.platform.linux;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What is ours in one table.
 *
 * @param chains our chains that exist, by name, with their rules in order
 * @param hooks the numbers of the rules in the built-in chain that jump to our first chain, from 1 and ascending
 */
record OwnRules(NavigableMap<String, List<Rule>> chains, List<Integer> hooks) {
    static final OwnRules NONE = new OwnRules(Collections.emptyNavigableMap(), List.of());

    OwnRules {
        chains = Collections.unmodifiableNavigableMap(new TreeMap<>(chains));
        hooks = List.copyOf(hooks);
    }

    /** Chains that every packet meets before any other rule. */
    static OwnRules askedFirst(Map<String, List<Rule>> chains) {
        return new OwnRules(new TreeMap<>(chains), List.of(1));
    }
}
