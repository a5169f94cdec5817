package dev.fishnet.platform.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The input for {@code iptables-restore --noflush} that turns what is ours in a table into something else, in one
 * transaction: a packet meets the old rules or the new ones. Chains that stay as they are are not touched. Jumps are
 * removed by what they are, never by number, so that no foreign rule is hit when somebody else changes the chain in
 * between.
 */
final class TableChange {
    private final Table table;
    private final OwnRules from;
    private final OwnRules to;
    private final List<String> lines = new ArrayList<>();

    private TableChange(Table table, OwnRules from, OwnRules to) {
        this.table = table;
        this.from = from;
        this.to = to;
    }

    static String input(Table table, OwnRules from, OwnRules to) {
        return new TableChange(table, from, to).input();
    }

    private String input() {
        lines.add("*" + table.title());
        refill();
        moveJumps();
        dropChains();
        lines.add("COMMIT");
        return String.join("\n", lines) + "\n";
    }

    /** Declaring a chain creates it, or empties it if it is there; one that is as it should be keeps its counters. */
    private void refill() {
        List<Map.Entry<String, List<Rule>>> changed = new ArrayList<>(
                        to.chains().entrySet())
                .stream()
                        .filter(chain -> !chain.getValue().equals(from.chains().get(chain.getKey())))
                        .sorted((one, other) -> Boolean.compare(isEntry(other), isEntry(one)))
                        .toList();
        changed.forEach(chain -> lines.add(":" + chain.getKey() + " - [0:0]"));
        changed.forEach(chain -> chain.getValue().forEach(rule -> lines.add("-A " + chain.getKey() + " " + rule)));
    }

    private boolean isEntry(Map.Entry<String, List<Rule>> chain) {
        return chain.getKey().equals(table.entry());
    }

    private void moveJumps() {
        if (!from.jumps().equals(to.jumps())) {
            from.jumps().forEach(jump -> lines.add("-D " + jump.chain() + " " + jump.rule()));
            to.jumps().forEach(jump -> lines.add("-I " + jump.chain() + " " + jump.number() + " " + jump.rule()));
        }
    }

    private void dropChains() {
        List<String> gone = from.chains().keySet().stream()
                .filter(chain -> !to.chains().containsKey(chain))
                .toList();
        gone.forEach(chain -> lines.add("-F " + chain));
        gone.forEach(chain -> lines.add("-X " + chain));
    }
}
