package dev.fishnet.platform.macos;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.user.UserAccount;
import dev.fishnet.user.UserName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A record of the local directory as {@code dscl . -read} prints it: {@code Attribute: value} on each line, or the
 * value on the next line after a blank where it holds blanks itself; an attribute that is missing is named by {@code No
 * such key: Attribute}.
 */
final class DirectoryRecord {
    private static final String NATIVE = "dsAttrTypeNative:";
    private static final String MISSING = "No such key";

    private final Map<String, String> attributes;

    private DirectoryRecord(Map<String, String> attributes) {
        this.attributes = Map.copyOf(attributes);
    }

    /** Each attribute must stand there once: what a second line says would be a guess. */
    static DirectoryRecord parse(String output) throws FishnetException {
        Map<String, String> attributes = new HashMap<>();
        String open = "";
        for (String line : output.lines().toList()) {
            if (line.startsWith(" ") && !open.isEmpty()) {
                attributes.merge(open, line.strip(), (before, more) -> (before + " " + more).strip());
                continue;
            }
            String plain = line.startsWith(NATIVE) ? line.substring(NATIVE.length()) : line;
            int colon = plain.indexOf(':');
            open = colon < 0 ? "" : plain.substring(0, colon);
            if (!open.isEmpty() && !open.equals(MISSING)) {
                requireFirst(attributes.put(open, plain.substring(colon + 1).strip()) == null, open);
            }
        }
        return new DirectoryRecord(attributes);
    }

    private static void requireFirst(boolean first, String attribute) throws FishnetException {
        if (!first) {
            throw new FishnetException(
                    ErrorKind.CORRUPT, "'" + attribute + "' stands more than once in a record of the directory");
        }
    }

    static UserAccount account(UserName name, String output) throws FishnetException {
        DirectoryRecord found = parse(output);
        try {
            return new UserAccount(name, found.required("UniqueID"), found.required("PrimaryGroupID"));
        } catch (IllegalArgumentException e) {
            throw new FishnetException(
                    ErrorKind.CORRUPT, "the account '" + name + "' cannot be understood: " + e.getMessage());
        }
    }

    private long required(String attribute) throws FishnetException {
        return number(attribute).orElseThrow(() -> new IllegalArgumentException("it has no " + attribute));
    }

    Optional<String> text(String attribute) {
        return Optional.ofNullable(attributes.get(attribute));
    }

    /** The attribute as a number, or empty when it is not there. */
    OptionalLong number(String attribute) throws FishnetException {
        String text = attributes.get(attribute);
        try {
            return text == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new FishnetException(
                    ErrorKind.CORRUPT, "'" + attribute + "' is not a number in a record of the directory", null, e);
        }
    }
}
