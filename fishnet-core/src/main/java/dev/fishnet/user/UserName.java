package dev.fishnet.user;

import org.jspecify.annotations.Nullable;

/**
 * The name of a unix account, fit to stand in a rule, a file or an argument vector.
 *
 * @param value 1 to 32 characters: a letter or underscore, then letters, digits, underscores and hyphens, all ASCII
 */
public record UserName(String value) implements Comparable<UserName> {
    private static final int LONGEST = 32;

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException with a sentence for the operator
     */
    public UserName {
        requireAccountName(value);
    }

    private static void requireAccountName(String name) {
        if (name.isEmpty() || name.length() > LONGEST) {
            throw invalid(name, "must be 1-32 characters");
        }
        if (!name.chars().allMatch(c -> isLetter(c) || isDigit(c) || c == '_' || c == '-')) {
            throw invalid(name, "only alphanumeric, underscore, and hyphen are allowed");
        }
        if (!isLetter(name.charAt(0)) && name.charAt(0) != '_') {
            throw invalid(name, "must start with a letter or underscore");
        }
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static IllegalArgumentException invalid(String name, String why) {
        return new IllegalArgumentException("invalid unix username '" + printable(name) + "': " + why);
    }

    /** A bad name is echoed to a terminal, so what could move the cursor is not. */
    private static String printable(String name) {
        return name.codePoints()
                .limit(64)
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Written out, as is {@link #hashCode}: a record's own are put together anew in every process that asks. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UserName that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public int compareTo(UserName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
