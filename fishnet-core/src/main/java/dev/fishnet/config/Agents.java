package dev.fishnet.config;

import dev.fishnet.policy.Access;
import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.AgentPolicy;
import dev.fishnet.policy.EndpointRule;
import dev.fishnet.policy.EndpointRules;
import dev.fishnet.policy.ModelPattern;
import dev.fishnet.policy.RateLimit;
import dev.fishnet.policy.UpstreamPolicy;
import dev.fishnet.spend.Caps;
import dev.fishnet.upstream.UpstreamName;
import dev.fishnet.user.UserName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The agents of a configuration. */
final class Agents {
    private static final List<String> AGENTS = List.of("agents");

    private final Values values;
    private final List<Problem> problems;
    private final Upstreams upstreams;
    private final Map<UserName, String> users = new HashMap<>();

    Agents(Values values, List<Problem> problems, Upstreams upstreams) {
        this.values = values;
        this.problems = problems;
        this.upstreams = upstreams;
    }

    List<AgentPolicy> all() {
        return values.names(AGENTS).stream()
                .flatMap(name -> agent(name).stream())
                .toList();
    }

    private Optional<AgentPolicy> agent(String name) {
        List<String> table = KeyPath.below(AGENTS, name);
        try {
            AgentName agent = new AgentName(name);
            return Optional.of(new AgentPolicy(agent, user(table, name), access(table), caps(table)));
        } catch (IllegalArgumentException e) {
            problems.add(new Problem(values.origin(table), KeyPath.text(table) + ": " + e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<UserName> user(List<String> table, String name) {
        List<String> key = KeyPath.below(table, "user");
        Optional<UserName> user = values.one(key, UserName.class);
        String other = user.map(account -> users.putIfAbsent(account, name)).orElse(null);
        if (other != null) {
            problems.add(new Problem(
                    values.origin(key),
                    KeyPath.text(key) + ": '" + user.orElseThrow() + "' is the account of agent '" + other
                            + "' already, and the account is how an agent is known"));
        }
        return user;
    }

    private Caps caps(List<String> table) {
        return new Caps(
                values.money(KeyPath.below(table, "daily_budget_usd")),
                values.money(KeyPath.below(table, "monthly_budget_usd")));
    }

    private Map<UpstreamName, Access> access(List<String> table) {
        List<String> key = KeyPath.below(table, "upstreams");
        List<String> words = values.list(key, String.class);
        Map<UpstreamName, Access> access = new HashMap<>();
        for (String word : words) {
            Optional<UpstreamPolicy> upstream = upstreams.find(word);
            if (upstream.isEmpty()) {
                problems.add(new Problem(values.origin(key), KeyPath.text(key) + ": " + upstreams.missing(word)));
            } else {
                access.put(upstream.get().upstream().name(), at(table, KeyPath.below(table, word)));
            }
        }
        for (String word : values.names(table)) {
            requireListed(KeyPath.below(table, word), words);
        }
        return access;
    }

    private void requireListed(List<String> there, List<String> words) {
        String word = there.getLast();
        if (upstreams.find(word).isEmpty()) {
            problems.add(new Problem(values.origin(there), KeyPath.text(there) + ": " + upstreams.missing(word)));
        } else if (!words.contains(word)) {
            problems.add(new Problem(
                    values.origin(there), KeyPath.text(there) + ": '" + word + "' is not among the agent's upstreams"));
        }
    }

    /** What is said for one upstream takes the place of what is said for all; what is blocked adds up. */
    private Access at(List<String> table, List<String> there) {
        List<EndpointRule> blocked = new ArrayList<>();
        Stream.of(table, there)
                .map(each -> values.list(KeyPath.below(each, "blocked_endpoints"), EndpointRule.class))
                .forEach(blocked::addAll);
        return new Access(
                new EndpointRules(nearer(table, there, "allowed_endpoints", EndpointRule.class), blocked),
                nearer(table, there, "allowed_models", ModelPattern.class),
                values.one(KeyPath.below(there, "rate_limit_per_minute"), Long.class)
                        .or(() -> values.one(KeyPath.below(table, "rate_limit_per_minute"), Long.class))
                        .map(rate -> RateLimit.perMinute(Math.toIntExact(rate))));
    }

    private <T> List<T> nearer(List<String> table, List<String> there, String key, Class<T> type) {
        List<String> path = KeyPath.below(there, key);
        return values.isSet(path) ? values.list(path, type) : values.list(KeyPath.below(table, key), type);
    }
}
