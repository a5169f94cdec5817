package dev.fishnet.policy;

import java.util.regex.Pattern;

/**
 * The name of an agent, as in {@code [agents.NAME]}.
 *
 * @param value a lower-case letter, then up to 31 lower-case letters, digits, underscores and hyphens
 */
public record AgentName(String value) implements Comparable<AgentName> {
    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9_-]{0,31}");

    public AgentName {
        requireName(value);
    }

    private static void requireName(String name) {
        if (!SHAPE.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of an agent: expected a lower-case letter, then at most 31"
                    + " lower-case letters, digits, '_' or '-'");
        }
    }

    @Override
    public int compareTo(AgentName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
