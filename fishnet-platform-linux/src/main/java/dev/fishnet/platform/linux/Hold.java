package dev.fishnet.platform.linux;

import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A second layer for the moment in which nftables.service has flushed everybody's rules: routing refuses the agents'
 * packets (ip-rule(8)). Our rules are told from others by priority and protocol number together.
 */
final class Hold {
    private static final List<String> OURS = List.of("pref", "3777", "protocol", "137");

    private Hold() {}

    /** For {@code ip -batch}: a line for every uid or range. */
    static String text(Lockdown lockdown) {
        return lockdown.agents().stream()
                .flatMap(agent -> Stream.concat(
                        Stream.of(agent.user().uid() + "-" + agent.user().uid()),
                        agent.user().subordinateIds().ranges().stream().map(String::valueOf)))
                .map(range -> "rule add " + String.join(" ", OURS) + " uidrange " + range + " prohibit\n")
                .collect(Collectors.joining());
    }

    /** Puts it up; what is up already is an error that does no harm. */
    static List<List<String>> up(String file) {
        return forBoth(List.of("-force", "-batch", file));
    }

    static List<List<String>> release() {
        return rules("flush");
    }

    static List<List<String>> show() {
        return rules("show");
    }

    private static List<List<String>> rules(String verb) {
        return forBoth(Stream.concat(Stream.of("rule", verb), OURS.stream()).toList());
    }

    private static List<List<String>> forBoth(List<String> arguments) {
        return Stream.of("-4", "-6")
                .map(family -> Stream.concat(Stream.of("ip", family), arguments.stream())
                        .toList())
                .toList();
    }
}
