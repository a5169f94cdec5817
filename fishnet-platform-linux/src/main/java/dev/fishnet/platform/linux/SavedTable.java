package dev.fishnet.platform.linux;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Reads the output of iptables-save(8) for one table and keeps what is ours; everything else is only counted. */
final class SavedTable {
    private final Table table;
    private final NavigableMap<String, List<Rule>> chains = new TreeMap<>();
    private final List<OwnRules.Jump> jumps = new ArrayList<>();
    private final Map<String, Integer> foreignRules = new HashMap<>();
    private boolean begun;
    private boolean complete;

    private SavedTable(Table table) {
        this.table = table;
    }

    /**
     * What is ours in the saved table.
     *
     * @throws IllegalArgumentException when the text is not the whole of that table, in rules that iptables knows
     */
    static OwnRules parse(Table table, String saved) {
        SavedTable parser = new SavedTable(table);
        saved.lines().forEach(parser::line);
        if (!parser.complete) {
            throw new IllegalArgumentException("the table " + table.title() + " is not whole");
        }
        return new OwnRules(parser.chains, parser.jumps);
    }

    private void line(String line) {
        if (line.startsWith("#")) {
            requireCompatible(line);
        } else if (line.equals("*" + table.title())) {
            begun = true;
        } else if (line.equals("COMMIT")) {
            complete = begun;
        } else if (line.startsWith(":")) {
            declare(line.substring(1).split(" ", 2)[0]);
        } else if (line.startsWith("-A ")) {
            String[] parts = line.split(" ", 3);
            append(parts[1], parts.length < 3 ? "" : parts[2]);
        }
    }

    /** nft(8) can put rules into the table that iptables cannot show, and then it shows none of them. */
    private static void requireCompatible(String comment) {
        if (comment.contains("is incompatible")) {
            throw new IllegalArgumentException(comment.substring(1).strip());
        }
    }

    private void declare(String chain) {
        if (chain.startsWith(OwnRules.PREFIX)) {
            chains.put(chain, new ArrayList<>());
        }
    }

    private void append(String chain, String text) {
        Rule rule = Rule.parse(text);
        if (chain.startsWith(OwnRules.PREFIX)) {
            chains.computeIfAbsent(chain, undeclared -> new ArrayList<>()).add(rule);
            return;
        }
        int number = foreignRules.merge(chain, 1, Integer::sum);
        if (rule.target().filter(target -> target.startsWith(OwnRules.PREFIX)).isPresent()) {
            jumps.add(new OwnRules.Jump(chain, number, rule));
        }
    }
}
