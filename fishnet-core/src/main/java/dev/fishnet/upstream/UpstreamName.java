package dev.fishnet.upstream;

import java.util.regex.Pattern;

/**
 * The name of an upstream, as it stands in the vault and on the command line ({@code --service}).
 *
 * @param value a lower-case letter, then up to 63 lower-case letters, digits, dots, underscores and hyphens
 */
public record UpstreamName(String value) implements Comparable<UpstreamName> {
    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9._-]{0,63}");

    // Below the shape that they are checked against.
    public static final UpstreamName OPENAI = new UpstreamName("openai");
    public static final UpstreamName ANTHROPIC = new UpstreamName("anthropic");

    /** Fishnet's own place in the vault. It is no upstream: what lies there is never lent to the gateway. */
    public static final UpstreamName OWN = new UpstreamName("fishnet");

    public UpstreamName {
        requireName(value);
    }

    private static void requireName(String name) {
        if (!SHAPE.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "not the name of an upstream: expected a lower-case letter, then at most 63"
                            + " lower-case letters, digits, '.', '_' or '-'");
        }
    }

    @Override
    public int compareTo(UpstreamName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
