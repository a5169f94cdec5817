package dev.fishnet.cli.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Everything that the tools of either packet filter say is loaded on a {@link World}'s machine, but for counters and
 * comments of the tools themselves. Equal snapshots are the same rules in the same order.
 */
record Snapshot(List<String> lines) {
    private static final Pattern OURS = Pattern.compile("FISHNET-|fishnet:");
    private static final String OUR_TABLE = "table inet fishnet {";

    /** What iptables-save tells better: nft lists the chains of these in the order in which they were made. */
    private static final Pattern TABLE_OF_IPTABLES = Pattern.compile("table ip6? \\S+ \\{");

    static Snapshot of(World world) {
        List<String> all = new ArrayList<>();
        for (String tool : List.of("iptables-save", "ip6tables-save", "nft list ruleset")) {
            Run.of(Run.join(world.onMachine(), tool.split(" ", -1)).toArray(String[]::new))
                    .mustSucceed()
                    .lines()
                    .stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.replaceAll("\\[\\d+:\\d+]", "[]").replaceAll("packets \\d+ bytes \\d+", ""))
                    .forEach(all::add);
        }
        return new Snapshot(all).without(line -> TABLE_OF_IPTABLES.matcher(line).matches());
    }

    /** The same without what is Fishnet's. */
    Snapshot foreign() {
        Snapshot rest = without(OUR_TABLE::equals);
        return new Snapshot(
                rest.lines.stream().filter(OURS.asPredicate().negate()).toList());
    }

    /** Without the tables of nft that begin so. */
    private Snapshot without(Predicate<String> table) {
        List<String> rest = new ArrayList<>();
        boolean inside = false;
        for (String line : lines) {
            inside |= table.test(line);
            if (!inside) {
                rest.add(line);
            }
            inside &= !line.equals("}");
        }
        return new Snapshot(rest);
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
