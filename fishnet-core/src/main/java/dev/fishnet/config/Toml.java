package dev.fishnet.config;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Values as TOML has them. */
final class Toml {
    private Toml() {}

    static String text(Object written) {
        return switch (written) {
            case String text -> quoted(text);
            case List<?> list -> list.stream().map(Toml::text).collect(Collectors.joining(", ", "[", "]"));
            case Double real -> BigDecimal.valueOf(real).stripTrailingZeros().toPlainString();
            default -> String.valueOf(written);
        };
    }

    /** Between quotes; control characters as escapes. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (Character.isISOControl(c)) {
                quoted.append("\\u").append(HexFormat.of().toHexDigits((char) c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }

    /** A default, as the reference and the effective values show it. */
    static String words(Key.Fallback fallback) {
        return switch (fallback) {
            case Key.Fallback.Value held -> text(held.written());
            case Key.Fallback.Required needed -> "(required)";
            case Key.Fallback.Depends other -> "(" + other.words() + ")";
        };
    }
}
