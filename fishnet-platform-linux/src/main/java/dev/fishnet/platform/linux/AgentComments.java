package dev.fishnet.platform.linux;

import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.SubordinateIds.Range;
import dev.fishnet.user.UserName;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who is locked down, as our rules say: each names its agent in a comment, the agent's own uid first. Where tables
 * disagree because somebody changed one, an agent keeps every uid that any of them names: drift releases nobody.
 */
final class AgentComments {
    private static final String PREFIX = "fishnet:";

    private AgentComments() {}

    static String of(UserName agent) {
        return PREFIX + agent;
    }

    static List<AgentUser> agents(Collection<OwnRules> tables) {
        Map<UserName, Set<Range>> owners = new TreeMap<>();
        tables.stream()
                .flatMap(table -> table.chains().values().stream())
                .flatMap(List::stream)
                .forEach(rule -> collect(rule, owners));
        return owners.entrySet().stream()
                .map(entry -> agent(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static void collect(Rule rule, Map<UserName, Set<Range>> owners) {
        Optional<UserName> agent = rule.valueOf("--comment").flatMap(AgentComments::name);
        Optional<Range> uids = rule.valueOf("--uid-owner").flatMap(AgentComments::range);
        if (agent.isPresent() && uids.isPresent()) {
            owners.computeIfAbsent(agent.get(), name -> new LinkedHashSet<>()).add(uids.get());
        }
    }

    private static AgentUser agent(UserName name, Set<Range> owners) {
        Range own = owners.stream()
                .filter(range -> range.first() == range.last())
                .findFirst()
                .orElseGet(() -> owners.iterator().next());
        List<Range> others = owners.stream().filter(range -> !range.equals(own)).toList();
        return new AgentUser(
                name, own.first(), new SubordinateIds(own.first() == own.last() ? others : List.copyOf(owners)));
    }

    private static Optional<UserName> name(String comment) {
        try {
            return comment.startsWith(PREFIX)
                    ? Optional.of(new UserName(comment.substring(PREFIX.length())))
                    : Optional.empty();
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static Optional<Range> range(String uids) {
        String[] ends = uids.split("-", 2);
        try {
            return Optional.of(new Range(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1])));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
