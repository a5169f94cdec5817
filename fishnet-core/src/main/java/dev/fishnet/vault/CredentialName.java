package dev.fishnet.vault;

import java.util.regex.Pattern;

/**
 * What the operator calls a credential.
 *
 * @param value 1 to 64 visible ASCII characters, without spaces
 */
public record CredentialName(String value) implements Comparable<CredentialName> {
    private static final Pattern SHAPE = Pattern.compile("[!-~]{1,64}");

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException with a sentence that does not repeat the name, which may be a misplaced key
     */
    public CredentialName {
        requireName(value);
    }

    private static void requireName(String name) {
        if (!SHAPE.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "not the name of a credential: expected 1 to 64 visible ASCII characters, without spaces");
        }
    }

    @Override
    public int compareTo(CredentialName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
