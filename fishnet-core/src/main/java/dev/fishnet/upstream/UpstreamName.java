package dev.fishnet.upstream;

import java.util.regex.Pattern;

/**
 * The name of an upstream, as it stands in the vault and on the command line ({@code --service}).
 *
 * @param value a lower-case letter, then up to 63 lower-case letters, digits, dots, underscores and hyphens
 */
public record UpstreamName(String value) implements Comparable<UpstreamName> {
    public static final UpstreamName OPENAI = new UpstreamName("openai");
    public static final UpstreamName ANTHROPIC = new UpstreamName("anthropic");

    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9._-]{0,63}");

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
