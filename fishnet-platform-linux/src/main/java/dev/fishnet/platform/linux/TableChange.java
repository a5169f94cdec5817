package dev.fishnet.platform.linux;

import java.util.ArrayList;
import java.util.List;

/**
 * The input for {@code iptables-restore --noflush} that turns what is ours in a table into something else, in one
 * transaction: a packet meets the old rules or the new ones. Jumps are removed by what they are, never by number, so
 * that no foreign rule is hit when somebody else changes the chain in between.
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
        moveHooks();
        dropChains();
        lines.add("COMMIT");
        return String.join("\n", lines) + "\n";
    }

    /** Declaring a chain creates it, or empties it if it is there. */
    private void refill() {
        table.chains().stream().filter(to.chains()::containsKey).forEach(chain -> lines.add(":" + chain + " - [0:0]"));
        for (String chain : table.chains()) {
            to.chains().getOrDefault(chain, List.of()).forEach(rule -> lines.add("-A " + chain + " " + rule));
        }
    }

    private void moveHooks() {
        if (!from.hooks().equals(to.hooks())) {
            String jump = Rule.jump(table.entry()).toString();
            from.hooks().forEach(number -> lines.add("-D " + table.base() + " " + jump));
            to.hooks().forEach(number -> lines.add("-I " + table.base() + " " + number + " " + jump));
        }
    }

    private void dropChains() {
        List<String> gone = table.chains().stream()
                .filter(chain ->
                        from.chains().containsKey(chain) && !to.chains().containsKey(chain))
                .toList();
        gone.forEach(chain -> lines.add("-F " + chain));
        gone.forEach(chain -> lines.add("-X " + chain));
    }
}
