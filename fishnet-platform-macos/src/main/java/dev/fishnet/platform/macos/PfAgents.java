package dev.fishnet.platform.macos;

import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.firewall.LoopbackAccess;
import dev.fishnet.firewall.LoopbackAccess.Standard;
import dev.fishnet.firewall.LoopbackAccess.Strict;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is locked down, as comments of the anchor's file: {@code # agent NAME UID}, and for a strict one {@code strict}
 * with the gateway's port and the allowed ones. They say it even where the rules below them were changed.
 */
final class PfAgents {
    private static final Pattern AGENT = Pattern.compile(
            "(?m)^# agent (\\S{1,32}) ([1-9][0-9]{0,9})(?: strict ([0-9]{1,5}(?:,[0-9]{1,5}){0,14}))?$");

    private PfAgents() {}

    static String comment(LockedAgent agent) {
        return "# agent " + agent.name() + " " + agent.user().uid() + words(agent.loopback()) + "\n";
    }

    private static String words(LoopbackAccess loopback) {
        return switch (loopback) {
            case Standard standard -> "";
            case Strict strict ->
                Stream.concat(Stream.of(strict.gatewayPort()), strict.allowedPorts().stream())
                        .map(String::valueOf)
                        .collect(Collectors.joining(",", " strict ", ""));
        };
    }

    /** Empty when nobody is named; of two lines with one name the first counts. */
    static Optional<Lockdown> named(String text) {
        Map<UserName, LockedAgent> agents = new LinkedHashMap<>();
        AGENT.matcher(text)
                .results()
                .flatMap(found -> agent(found).stream())
                .forEach(agent -> agents.putIfAbsent(agent.name(), agent));
        return agents.isEmpty() ? Optional.empty() : Optional.of(new Lockdown(List.copyOf(agents.values())));
    }

    private static Optional<LockedAgent> agent(MatchResult found) {
        try {
            AgentUser user =
                    new AgentUser(new UserName(found.group(1)), Long.parseLong(found.group(2)), SubordinateIds.NONE);
            return Optional.of(new LockedAgent(user, loopback(found.group(3))));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static LoopbackAccess loopback(@Nullable String ports) {
        if (ports == null) {
            return new Standard();
        }
        List<Integer> numbers =
                Stream.of(ports.split(",", -1)).map(Integer::valueOf).toList();
        SortedSet<Integer> allowed = new TreeSet<>(numbers.subList(1, numbers.size()));
        return new Strict(numbers.getFirst(), allowed);
    }
}
