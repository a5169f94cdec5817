package dev.fishnet.cli.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The rules of a {@link World}'s machine, in both IP families. */
final class Firewall {
    private static final Map<String, String> LOOPBACK = Map.of("iptables", "127.0.0.0/8", "ip6tables", "::1");

    private final World world;

    Firewall(World world) {
        this.world = world;
    }

    /** Rules as a firewall tool of another maker leaves them: an own chain, and an ACCEPT for everything. */
    void addForeignRules() {
        for (String tool : List.of("iptables", "ip6tables")) {
            run(tool, "-N", "FOREIGN");
            run(tool, "-A", "FOREIGN", "-p", "tcp", "--dport", "25", "-j", "REJECT");
            run(tool, "-A", "OUTPUT", "-j", "FOREIGN");
            run(tool, "-A", "OUTPUT", "-j", "ACCEPT");
        }
    }

    /**
     * The same, and rules in every table that ours could meet: NAT, marks, and a table of nft that comes before all.
     */
    void addForeignRulesOfEveryKind() {
        addForeignRules();
        for (String tool : List.of("iptables", "ip6tables")) {
            run(
                    tool,
                    "-t",
                    "mangle",
                    "-A",
                    "POSTROUTING",
                    "-p",
                    "udp",
                    "--dport",
                    "9",
                    "-j",
                    "MARK",
                    "--set-mark",
                    "7");
            run(tool, "-t", "nat", "-A", "POSTROUTING", "-s", LOOPBACK.get(tool), "!", "-o", "lo", "-j", "MASQUERADE");
        }
        run("nft", "add table inet foreign");
        run("nft", "add chain inet foreign early { type filter hook output priority -300 ; policy accept ; }");
        run("nft", "add rule inet foreign early counter accept");
    }

    /** Every rule and every chain that is not built in, family and table before each. */
    List<String> rules() {
        return Stream.of("iptables-save", "ip6tables-save")
                .flatMap(tool -> rules(tool).stream())
                .toList();
    }

    /** An empty table is the same as none, so headers and built-in chains do not count. */
    private List<String> rules(String tool) {
        List<String> rules = new ArrayList<>();
        String table = "";
        for (String line : run(tool).lines()) {
            table = line.startsWith("*") ? line : table;
            if (line.startsWith("-A") || line.matches(":\\S+ - .*")) {
                rules.add(tool + " " + table + " " + line.replaceAll(" \\[\\d+:\\d+]$", ""));
            }
        }
        return rules;
    }

    private Run run(String... argv) {
        return Run.of(Run.join(world.onMachine(), argv).toArray(String[]::new)).mustSucceed();
    }
}
