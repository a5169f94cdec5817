package dev.fishnet.platform.linux;

import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.firewall.LoopbackAccess;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.SubordinateIds.Range;
import dev.fishnet.user.UserName;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who is locked down, as our rules say: a chain that nothing jumps to names every agent in comments, with its uids, its
 * own first. Where tables disagree because somebody changed one, an agent keeps every uid that any of them names, and
 * the tightest access: drift releases nobody. A comment in any other chain of ours counts too.
 */
final class AgentComments {
    static final String CHAIN = "FISHNET-AGENTS";

    private static final String PREFIX = "fishnet:";
    private static final String STRICT = ":strict:";

    private static final Comparator<LoopbackAccess> TIGHTEST_FIRST = (one, other) -> {
        int byWidth = Integer.compare(width(one), width(other));
        return byWidth == 0 ? one.toString().compareTo(other.toString()) : byWidth;
    };

    private AgentComments() {}

    /** One rule for each agent and row of uids. */
    static List<Rule> register(Lockdown lockdown) {
        return lockdown.agents().stream()
                .flatMap(agent -> UidSpan.uids(agent.user())
                        .map(uids -> Rule.parse(
                                Owners.of(uids.first(), uids.last()) + " -m comment --comment " + comment(agent))))
                .distinct()
                .toList();
    }

    private static String comment(LockedAgent agent) {
        if (agent.loopback() instanceof LoopbackAccess.Standard) {
            return PREFIX + agent.name();
        }
        return PREFIX
                + agent.name()
                + switch (agent.loopback()) {
                    case LoopbackAccess.Standard standard -> "";
                    case LoopbackAccess.Strict strict ->
                        STRICT
                                + Stream.concat(Stream.of(strict.gatewayPort()), strict.allowedPorts().stream())
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(","));
                };
    }

    static List<LockedAgent> agents(Collection<OwnRules> tables) {
        List<Entry> entries = tables.stream()
                .flatMap(table -> table.chains().values().stream())
                .flatMap(List::stream)
                .flatMap(rule -> entry(rule).stream())
                .toList();
        return entries.isEmpty() ? List.of() : agents(entries);
    }

    private static List<LockedAgent> agents(List<Entry> entries) {
        return entries.stream()
                .collect(Collectors.groupingBy(Entry::name, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(agent -> agent(agent.getKey(), agent.getValue()))
                .toList();
    }

    /** What one rule says of an agent. */
    private record Entry(UserName name, LoopbackAccess loopback, Range uids) {}

    private static Optional<Entry> entry(Rule rule) {
        Optional<String> comment = rule.valueOf("--comment")
                .filter(text -> text.startsWith(PREFIX))
                .map(text -> text.substring(PREFIX.length()));
        return comment.flatMap(text -> {
            String[] parts = text.split(STRICT, 2);
            LoopbackAccess loopback = parts.length < 2
                    ? new LoopbackAccess.Standard()
                    : valid(AgentComments::strict, parts[1]).orElseGet(LoopbackAccess.Standard::new);
            return valid(UserName::new, parts[0])
                    .flatMap(name -> rule.valueOf("--uid-owner")
                            .flatMap(uids -> valid(AgentComments::range, uids))
                            .map(uids -> new Entry(name, loopback, uids)));
        });
    }

    private static LockedAgent agent(UserName name, List<Entry> entries) {
        List<Range> owners = entries.stream().map(Entry::uids).distinct().toList();
        Range own = owners.stream()
                .filter(range -> range.first() == range.last())
                .findFirst()
                .orElseGet(owners::getFirst);
        List<Range> others = owners.stream()
                .filter(range -> !range.equals(own) || range.first() != range.last())
                .toList();
        LoopbackAccess loopback =
                entries.stream().map(Entry::loopback).min(TIGHTEST_FIRST).orElseThrow();
        return new LockedAgent(new AgentUser(name, own.first(), new SubordinateIds(others)), loopback);
    }

    private static int width(LoopbackAccess access) {
        return switch (access) {
            case LoopbackAccess.Strict strict -> strict.allowedPorts().size();
            case LoopbackAccess.Standard standard -> Integer.MAX_VALUE;
        };
    }

    private static <T> Optional<T> valid(Function<String, T> parser, String text) {
        try {
            return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static LoopbackAccess strict(String ports) {
        List<Integer> numbers =
                Arrays.stream(ports.split(",", -1)).map(Integer::valueOf).toList();
        return new LoopbackAccess.Strict(numbers.getFirst(), new TreeSet<>(numbers.subList(1, numbers.size())));
    }

    private static Range range(String uids) {
        String[] ends = uids.split("-", 2);
        return new Range(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]));
    }
}
