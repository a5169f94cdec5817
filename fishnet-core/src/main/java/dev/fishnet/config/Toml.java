package dev.fishnet.config;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** Values as TOML has them. */
final class Toml {
    private Toml() {}

    static String text(Object written) {
        return switch (written) {
            case String text ->
                '"' + text.replaceAll("\\p{Cntrl}", "?").replace("\\", "\\\\").replace("\"", "\\\"") + '"';
            case List<?> list -> list.stream().map(Toml::text).collect(Collectors.joining(", ", "[", "]"));
            case Double real -> BigDecimal.valueOf(real).stripTrailingZeros().toPlainString();
            default -> String.valueOf(written);
        };
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
