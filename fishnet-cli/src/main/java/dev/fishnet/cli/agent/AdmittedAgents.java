package dev.fishnet.cli.agent;

import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.AgentPolicy;
import dev.fishnet.user.UserName;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The agents that a configuration admits, each with the user it says. */
final class AdmittedAgents {
    private final Map<AgentName, Optional<UserName>> users;

    private AdmittedAgents(Map<AgentName, Optional<UserName>> users) {
        this.users = Map.copyOf(users);
    }

    static AdmittedAgents of(Collection<AgentPolicy> agents) {
        return new AdmittedAgents(agents.stream().collect(Collectors.toMap(AgentPolicy::name, AgentPolicy::user)));
    }

    /** Each agent, with its user unless it has none. */
    Map<AgentName, Optional<UserName>> users() {
        return users;
    }

    boolean admits(UserName user) {
        return users.containsValue(Optional.of(user));
    }

    /** A name for an agent that runs as this user, which none of the others has. */
    AgentName freeNameFor(UserName user) {
        String plain = user.value().toLowerCase(Locale.ROOT);
        String name = shortened(plain.matches("[a-z].*") ? plain : "agent" + plain, 32);
        for (int number = 2; users.containsKey(new AgentName(name)); number++) {
            String suffix = "-" + number;
            name = shortened(plain.matches("[a-z].*") ? plain : "agent" + plain, 32 - suffix.length()) + suffix;
        }
        return new AgentName(name);
    }

    private static String shortened(String name, int length) {
        return name.length() <= length ? name : name.substring(0, length);
    }
}
