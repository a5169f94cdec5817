package dev.fishnet.platform.macos;

import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.firewall.LoopbackAccess;
import dev.fishnet.firewall.LoopbackAccess.Standard;
import dev.fishnet.firewall.LoopbackAccess.Strict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The anchor's rules as {@code pfctl -s rules} prints them: one for each uid and port, ports that /etc/services knows
 * by name. So rules are counted, and compared as far as they are numbers.
 */
record LoadedRules(List<String> lines) {
    private static final Pattern USER = Pattern.compile(" user = ([0-9]{1,10})(?: |$)");
    private static final Pattern PORT = Pattern.compile(" port = (\\S+)");
    private static final List<String> PROTOCOLS = List.of(" proto tcp ", " proto udp ");

    static LoadedRules of(String printed) {
        return new LoadedRules(printed.lines().map(String::strip).toList());
    }

    /** What they lack of the lockdown, or have beyond it. */
    List<String> differencesFrom(Lockdown lockdown) {
        List<String> differences = new ArrayList<>();
        List<LockedAgent> holders = PfAnchor.holders(lockdown);
        holders.forEach(agent -> differences.addAll(differencesFrom(agent)));
        lines.stream()
                .filter(line -> line.startsWith("pass ")
                        && holders.stream()
                                .noneMatch(agent -> isFor(line, agent.user().uid())))
                .map(line -> "a loaded rule is not ours: " + line)
                .forEach(differences::add);
        return differences;
    }

    private List<String> differencesFrom(LockedAgent agent) {
        String who = "uid " + agent.user().uid() + " (" + agent.name() + ")";
        List<String> own =
                lines.stream().filter(line -> isFor(line, agent.user().uid())).toList();
        if (!PROTOCOLS.stream().allMatch(protocol -> own.stream().anyMatch(blocksEverywhere(protocol)))) {
            return List.of("no loaded rule blocks " + who);
        }
        boolean right = switch (agent.loopback()) {
            case Standard standard -> isStandard(own);
            case Strict strict -> isStrict(strict, own);
        };
        return right ? List.of() : List.of("the loaded rules are not those of " + who + " on loopback");
    }

    private static Predicate<String> blocksEverywhere(String protocol) {
        return line -> line.startsWith("block ") && !line.contains(" on ") && line.contains(protocol);
    }

    /** Name resolution first, then all of loopback. */
    private static boolean isStandard(List<String> own) {
        return PROTOCOLS.stream().allMatch(protocol -> {
                    List<String> loopback = own.stream()
                            .filter(line -> line.contains(" on lo0 ") && line.contains(protocol))
                            .toList();
                    int closed = LoopbackAccess.NAME_RESOLUTION.size();
                    return loopback.size() == closed + 1
                            && loopback.getLast().startsWith("pass ")
                            && loopback.subList(0, closed).stream().allMatch(line -> line.startsWith("block "));
                })
                && passes(own).count() == PROTOCOLS.size();
    }

    private static boolean isStrict(Strict strict, List<String> own) {
        int allowed = strict.allowedPorts().size();
        int there = 2 * (1 + allowed);
        int back = 2 * 2 * allowed;
        return passes(own).count() == there + back
                && passes(own)
                        .allMatch(line -> line.contains(" on lo0 ")
                                && line.contains(" proto tcp ")
                                && (line.contains(" to 127.0.0.1 ") || line.contains(" to ::1 "))
                                && isOneOf(strict, line));
    }

    private static boolean isOneOf(Strict strict, String line) {
        Matcher port = PORT.matcher(line);
        return port.find()
                && (!port.group(1).matches("[0-9]{1,5}")
                        || strict.allowedPorts().contains(Integer.valueOf(port.group(1)))
                        || strict.gatewayPort() == Integer.parseInt(port.group(1)));
    }

    private static Stream<String> passes(List<String> own) {
        return own.stream().filter(line -> line.startsWith("pass "));
    }

    private static boolean isFor(String line, long uid) {
        Matcher user = USER.matcher(line);
        return user.find() && Long.parseLong(user.group(1)) == uid;
    }
}
