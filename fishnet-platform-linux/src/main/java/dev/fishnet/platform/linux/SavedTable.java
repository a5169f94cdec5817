package dev.fishnet.platform.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Reads the output of iptables-save(8) for one table and keeps what is ours; everything else is only counted. */
final class SavedTable {
    private final Table table;
    private final NavigableMap<String, List<Rule>> chains = new TreeMap<>();
    private final List<Integer> hooks = new ArrayList<>();
    private int baseRules;
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
        return new OwnRules(parser.chains, parser.hooks);
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
        if (table.chains().contains(chain)) {
            chains.put(chain, new ArrayList<>());
        }
    }

    private void append(String chain, String rule) {
        if (chain.equals(table.base())) {
            baseRules++;
            if (Rule.parse(rule).equals(Rule.jump(table.entry()))) {
                hooks.add(baseRules);
            }
        } else if (chains.containsKey(chain)) {
            chains.get(chain).add(Rule.parse(rule));
        }
    }
}
