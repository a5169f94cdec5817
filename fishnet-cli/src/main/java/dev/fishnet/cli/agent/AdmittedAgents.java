package dev.fishnet.cli.agent;

import dev.fishnet.policy.AgentName;
import dev.fishnet.policy.Policy;
import dev.fishnet.user.UserName;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The agents that a configuration admits, or that the text of one would: its sections {@code [agents.NAME]}, each with
 * the user it says.
 */
final class AdmittedAgents {
    private static final Pattern SECTION = Pattern.compile("\\s*\\[([^\\[\\]]*)]\\s*(#.*)?");
    private static final Pattern AGENT = Pattern.compile("agents\\.\"?([a-z][a-z0-9_-]{0,31})\"?");
    private static final Pattern USER =
            Pattern.compile("\\s*user\\s*=\\s*[\"']([A-Za-z_][A-Za-z0-9_-]{0,31})[\"']\\s*(#.*)?");

    private final Map<AgentName, Optional<UserName>> users = new TreeMap<>();

    private AdmittedAgents() {}

    static AdmittedAgents of(Policy policy) {
        AdmittedAgents found = new AdmittedAgents();
        policy.agents().forEach((name, agent) -> found.users.put(name, agent.user()));
        return found;
    }

    static AdmittedAgents in(String text) {
        AdmittedAgents found = new AdmittedAgents();
        Optional<AgentName> current = Optional.empty();
        for (String line : text.split("\n", -1)) {
            Matcher section = SECTION.matcher(line);
            if (section.matches()) {
                Matcher agent = AGENT.matcher(section.group(1).strip());
                current = agent.matches() ? Optional.of(new AgentName(agent.group(1))) : Optional.empty();
                current.ifPresent(name -> found.users.put(name, Optional.empty()));
            }
            Matcher user = USER.matcher(line);
            if (current.isPresent() && user.matches()) {
                found.users.put(current.get(), Optional.of(new UserName(user.group(1))));
            }
        }
        return found;
    }

    /** Each agent, with its user unless it has none. */
    Map<AgentName, Optional<UserName>> users() {
        return Map.copyOf(users);
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
