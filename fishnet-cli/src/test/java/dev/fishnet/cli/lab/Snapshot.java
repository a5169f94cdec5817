package dev.fishnet.cli.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Everything that the tools of either packet filter say is loaded on a {@link World}'s machine, but for counters and
 * comments of the tools themselves. Equal snapshots are the same rules in the same order.
 */
record Snapshot(List<String> lines) {
    private static final Pattern OURS = Pattern.compile("FISHNET-|fishnet:");
    private static final String OUR_TABLE = "table inet fishnet {";
    private static final Pattern OUR_CHAIN = Pattern.compile("\\s+chain FISHNET-\\S+ \\{");

    static Snapshot of(World world) {
        List<String> all = new ArrayList<>();
        for (String tool : List.of("iptables-save", "ip6tables-save", "nft list ruleset")) {
            all.add("== " + tool);
            Run.of(Run.join(world.onMachine(), tool.split(" ", -1)).toArray(String[]::new))
                    .mustSucceed()
                    .lines()
                    .stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Snapshot::withoutCounters)
                    .forEach(all::add);
        }
        return new Snapshot(all);
    }

    private static String withoutCounters(String line) {
        return line.replaceAll("\\[\\d+:\\d+]", "[]").replaceAll("packets \\d+ bytes \\d+", "packets bytes");
    }

    /** The same without what is Fishnet's. */
    Snapshot foreign() {
        List<String> rest = new ArrayList<>();
        String end = "";
        for (String line : lines) {
            if (!end.isEmpty()) {
                end = line.equals(end) ? "" : end;
            } else if (line.equals(OUR_TABLE) || OUR_CHAIN.matcher(line).matches()) {
                end = line.replaceAll("\\S.*", "") + "}";
            } else if (!OURS.matcher(line).find()) {
                rest.add(line);
            }
        }
        return new Snapshot(rest);
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
