package dev.fishnet.platform.macos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Our anchor's rules as a pfctl of OpenBSD 4.3's generation takes and prints them: {@code action dir logquick interface
 * af proto fromto filter_opts} in this order, lists as one rule for each item, ports by their names.
 */
record PretendRules(String text) {
    private static final String PORTS = "( port (?:[0-9]+:[0-9]+|\\{ [0-9 ]+ }))?";
    private static final Pattern RULE =
            Pattern.compile("(block return|pass) out quick( on lo0)?( inet6?)? proto (tcp|udp)"
                    + " from (any|127\\.0\\.0\\.1|::1)" + PORTS + " to (any|127\\.0\\.0\\.1|::1)" + PORTS
                    + " user \\$([a-z_0-9]+)( flags [A-Z]+/[A-Z]+)?( no state)?( label \"[a-z]+\")?");
    private static final Pattern MACRO = Pattern.compile("([a-z_0-9]+) = \"\\{ ([0-9 ]+) }\"");
    private static final Map<String, String> SERVICES = Map.of("53", "domain", "5353", "mdns", "5432", "postgresql");

    boolean parse() {
        return text.isEmpty()
                || (text.endsWith("\n")
                        && text.lines()
                                .allMatch(line -> line.startsWith("#")
                                        || MACRO.matcher(line).matches()
                                        || RULE.matcher(line).matches()));
    }

    String printed() {
        Map<String, String> macros = new HashMap<>();
        List<String> rules = new ArrayList<>();
        for (String line : text.lines().toList()) {
            Matcher macro = MACRO.matcher(line);
            Matcher rule = RULE.matcher(line);
            if (macro.matches()) {
                macros.put(macro.group(1), macro.group(2));
            } else if (rule.matches()) {
                for (String uid : macros.getOrDefault(rule.group(9), "").split(" ", -1)) {
                    rules.addAll(expanded(line.replace("user $" + rule.group(9), "user = " + uid)));
                }
            }
        }
        return rules.isEmpty() ? "" : String.join("\n", rules) + "\n";
    }

    /** No rule of ours has two lists of ports. */
    private static List<String> expanded(String rule) {
        Matcher ports = Pattern.compile("port \\{ ([0-9 ]+) }").matcher(rule);
        if (!ports.find()) {
            return List.of(rule.replace("from any to any user", "all user"));
        }
        List<String> rules = new ArrayList<>();
        for (String port : ports.group(1).split(" ", -1)) {
            rules.add(rule.replace(ports.group(), "port = " + SERVICES.getOrDefault(port, port)));
        }
        return rules;
    }
}
