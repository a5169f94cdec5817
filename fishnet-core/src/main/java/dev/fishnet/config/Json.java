package dev.fishnet.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Maps, lists and plain values as JSON, keys in alphabetical order. */
public final class Json {
    private Json() {}

    /** The JSON text, indented, without a line feed at its end. */
    public static String text(Object value) {
        return text(value, "\n");
    }

    private static String text(Object value, String line) {
        return switch (value) {
            case Map<?, ?> map -> joined(members(map, line + "  "), "{", "}", line);
            case List<?> list ->
                joined(list.stream().map(each -> text(each, line + "  ")).toList(), "[", "]", line);
            case Boolean flag -> flag.toString();
            case Number number -> number.toString();
            default -> quoted(String.valueOf(value));
        };
    }

    private static List<String> members(Map<?, ?> map, String line) {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put(String.valueOf(key), value));
        return sorted.entrySet().stream()
                .map(each -> quoted(each.getKey()) + ": " + text(each.getValue(), line))
                .toList();
    }

    private static String joined(List<String> parts, String open, String close, String line) {
        return parts.isEmpty()
                ? open + close
                : parts.stream().collect(Collectors.joining("," + line + "  ", open + line + "  ", line + close));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c < ' ') {
                quoted.append("\\u00").append(c < 16 ? "0" : "").append(Integer.toHexString(c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }
}
