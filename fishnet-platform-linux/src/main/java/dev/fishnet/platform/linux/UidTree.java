package dev.fishnet.platform.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Chains that find the span of a packet's uid by halving, so that a packet meets a rule for every doubling of the
 * spans, not for every span. A chain sends lower uids on to a chain of their own and goes on with the higher ones.
 * Nothing comes back from a chain that was gone to, so what is decided at the end is decided.
 */
final class UidTree {
    /** So few are compared one by one. */
    private static final int FEW = 4;

    private final String root;
    private final Function<UidSpan, String> verdict;
    private final Map<String, List<Rule>> chains = new TreeMap<>();

    private UidTree(String root, Function<UidSpan, String> verdict) {
        this.root = root;
        this.verdict = verdict;
    }

    /**
     * The chains by name: the root, and others that are named after it with a number.
     *
     * @param before what every packet meets in the root
     * @param verdict what becomes of a packet with a uid of that span, as options of a rule
     */
    static Map<String, List<Rule>> chains(
            String root, List<Rule> before, List<UidSpan> spans, Function<UidSpan, String> verdict) {
        UidTree tree = new UidTree(root, verdict);
        tree.fill(tree.add(root, before), spans);
        return tree.chains;
    }

    private List<Rule> add(String chain, List<Rule> rules) {
        List<Rule> filled = new ArrayList<>(rules);
        chains.put(chain, filled);
        return filled;
    }

    private void fill(List<Rule> chain, List<UidSpan> spans) {
        List<UidSpan> rest = spans;
        while (rest.size() > FEW) {
            List<UidSpan> lower = rest.subList(0, rest.size() / 2);
            String name = root + "-" + chains.size();
            fill(add(name, List.of()), lower);
            chain.add(rule(lower.getFirst().first(), lower.getLast().last(), "-g " + name));
            rest = rest.subList(lower.size(), rest.size());
        }
        rest.forEach(span -> chain.add(rule(span.first(), span.last(), verdict.apply(span))));
    }

    private static Rule rule(long first, long last, String target) {
        return Rule.parse(Owners.of(first, last) + " " + target);
    }
}
