package dev.fishnet.config;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The JSON Schema of {@code fishnet.toml}, for editors that check while one types. */
public final class PolicySchema {
    private PolicySchema() {}

    /** The schema, draft 2020-12. */
    public static String text() {
        Map<String, Object> root = new HashMap<>(table(List.of()));
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", "fishnet.toml");
        return Json.text(root);
    }

    private static Map<String, Object> table(List<String> prefix) {
        Map<String, Object> properties = new HashMap<>();
        Map<String, Object> table = new HashMap<>(Map.of("type", "object", "additionalProperties", false));
        for (String part : parts(prefix)) {
            Map<String, Object> schema = schema(KeyPath.below(prefix, part));
            if (part.equals(Key.NAME)) {
                table.put("additionalProperties", schema);
                table.put("propertyNames", Map.of("pattern", names(prefix)));
            } else {
                properties.put(part, schema);
            }
        }
        table.put("properties", properties);
        List<String> required = required(prefix);
        if (!required.isEmpty()) {
            table.put("required", required);
        }
        return table;
    }

    private static Set<String> parts(List<String> prefix) {
        Set<String> parts = new LinkedHashSet<>();
        Keys.ALL.stream()
                .filter(key -> key.pattern().size() > prefix.size()
                        && key.pattern().subList(0, prefix.size()).equals(prefix))
                .forEach(key -> parts.add(key.pattern().get(prefix.size())));
        return parts;
    }

    private static Map<String, Object> schema(List<String> path) {
        return Keys.ALL.stream()
                .filter(key -> key.pattern().equals(path))
                .findFirst()
                .map(PolicySchema::value)
                .orElseGet(() -> table(path));
    }

    private static Map<String, Object> value(Key key) {
        Map<String, Object> schema = new HashMap<>(key.kind().schema());
        schema.put("description", key.about());
        if (key.fallback() instanceof Key.Fallback.Value held) {
            schema.put("default", held.written());
        }
        return schema;
    }

    private static List<String> required(List<String> prefix) {
        return Keys.ALL.stream()
                .filter(key -> key.fallback() instanceof Key.Fallback.Required)
                .filter(key ->
                        key.pattern().subList(0, key.pattern().size() - 1).equals(prefix))
                .map(key -> key.pattern().getLast())
                .toList();
    }

    private static String names(List<String> prefix) {
        return prefix.getFirst().equals("llm") ? Prices.MODEL : "^[a-z][a-z0-9_-]{0,31}$";
    }
}
