package dev.fishnet.config;

import dev.fishnet.crypto.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Every setting that has a value, defaults included, as one text that says the same whenever the settings are the same:
 * TOML, a line each, ordered by key. Read as a file, it makes the same policy again.
 *
 * @param text the lines, each with its line feed
 */
public record Settings(String text) {
    static Settings of(List<Effective> all) {
        return new Settings(all.stream()
                .filter(each -> !each.value().startsWith("("))
                .map(each -> each.key() + " = " + each.value() + "\n")
                .sorted()
                .collect(Collectors.joining()));
    }

    /** The SHA-256 of the text, in hexadecimal. */
    public String id() {
        return HexFormat.of().formatHex(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
    }
}
