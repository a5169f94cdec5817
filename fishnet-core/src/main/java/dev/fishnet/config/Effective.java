package dev.fishnet.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A setting as it is in effect.
 *
 * @param key as TOML has it
 * @param value as TOML would have it, or in words where it depends on another
 * @param origin where it comes from
 */
public record Effective(String key, String value, Origin origin) {
    static List<Effective> of(Values values) {
        return of(values, path -> true);
    }

    static List<Effective> of(Values values, String agent) {
        List<String> own = List.of("agents", agent);
        Set<String> words = new LinkedHashSet<>(values.list(KeyPath.below(own, "upstreams"), String.class));
        return of(values, path -> switch (path.getFirst()) {
            case "agents" -> path.get(1).equals(agent);
            case "llm" -> true;
            case "upstreams", "custom" -> path.size() > 2 && words.contains(path.get(1));
            case "binance" -> words.contains("binance");
            default -> false;
        });
    }

    private static List<Effective> of(Values values, Predicate<List<String>> wanted) {
        return Keys.ALL.stream()
                .flatMap(key -> values.paths(key).stream().filter(wanted).map(path -> of(key, path, values)))
                .toList();
    }

    private static Effective of(Key key, List<String> path, Values values) {
        String name = KeyPath.text(path);
        return values.find(path)
                .map(value -> new Effective(name, Toml.text(value.written()), value.origin()))
                .orElseGet(() -> new Effective(name, Toml.words(key.fallback()), new Origin.Default()));
    }
}
