package dev.fishnet.policy;

/**
 * The name of a rule, stable across releases: agents, logs and dashboards key on it.
 *
 * @param value lower-case words joined by underscores, for example {@code origin_refused}
 */
public record RuleId(String value) {
    public RuleId {
        if (!value.matches("[a-z][a-z0-9_]{0,63}")) {
            throw new IllegalArgumentException("not a rule id: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
