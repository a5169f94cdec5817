package dev.fishnet.config;

import java.util.List;
import java.util.stream.Collectors;

/** Keys as text. */
final class KeyPath {
    private KeyPath() {}

    /** The key as TOML has it: parts joined by dots, those in quotes that need them. */
    static String text(List<String> path) {
        return path.stream().map(KeyPath::part).collect(Collectors.joining("."));
    }

    private static String part(String part) {
        return part.matches("[A-Za-z0-9_-]+|\\*") ? part : Toml.quoted(part);
    }

    static List<String> below(List<String> table, String key) {
        return java.util.stream.Stream.concat(table.stream(), java.util.stream.Stream.of(key))
                .toList();
    }
}
