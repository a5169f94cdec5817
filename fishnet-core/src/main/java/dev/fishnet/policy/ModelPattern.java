package dev.fishnet.policy;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A model's name, or the beginning of one with an asterisk after it. Case makes no difference.
 *
 * @param value for example {@code gpt-5-mini} or {@code claude-*}
 */
public record ModelPattern(String value) {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@-]{0,126}\\*?|\\*");

    public ModelPattern {
        requireShape(value);
    }

    private static void requireShape(String value) {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not the name of a model, nor the beginning of one with '*' after it");
        }
    }

    public boolean matches(String model) {
        String wanted = value.toLowerCase(Locale.ROOT);
        String given = model.toLowerCase(Locale.ROOT);
        int beginning = wanted.length() - 1;
        return wanted.charAt(beginning) == '*' ? given.regionMatches(0, wanted, 0, beginning) : given.equals(wanted);
    }

    @Override
    public String toString() {
        return value;
    }
}
