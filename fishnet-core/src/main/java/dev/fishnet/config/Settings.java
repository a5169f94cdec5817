package dev.fishnet.config;

import dev.fishnet.crypto.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Every setting that has a value, defaults included, as one text that says the same whenever the settings are the same:
 * TOML, a line each, ordered by key. Read as a file, without an environment, it makes the same policy again.
 *
 * <p>A setting whose default depends on others has no line unless it was set. The built-in prices are not settings; an
 * operator's own are.
 *
 * @param text the lines, each with its line feed
 */
public record Settings(String text) {
    /** In bytes: so much, written as JSON, is an entry of the log still. */
    static final int LONGEST = 500_000;

    static Settings of(Values values) {
        return new Settings(Keys.ALL.stream()
                .flatMap(key -> values.paths(key).stream())
                .flatMap(path -> values.find(path).map(value -> line(path, value)).stream())
                .sorted()
                .collect(Collectors.joining()));
    }

    private static String line(List<String> path, Values.Value value) {
        return KeyPath.text(path) + " = " + Toml.text(value.written()) + "\n";
    }

    /** What is wrong with so many settings; empty where the log can take them. */
    Optional<Problem> tooLong() {
        int length = bytes().length;
        return length <= LONGEST
                ? Optional.empty()
                : Optional.of(new Problem(
                        new Origin.Default(),
                        "the settings are " + length + " bytes long with every default written out, and " + LONGEST
                                + " are what the log takes"));
    }

    /** The SHA-256 of the text, in hexadecimal. */
    public String id() {
        return HexFormat.of().formatHex(Sha256.of(bytes()));
    }

    private byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
