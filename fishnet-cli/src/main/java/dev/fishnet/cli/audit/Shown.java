package dev.fishnet.cli.audit;

import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Texts from the log, made so that they cannot move a terminal's cursor or turn its writing around. */
final class Shown {
    private Shown() {}

    /** On one line; whatever does not show is a question mark. */
    static String line(String text) {
        return text.codePoints()
                .map(c -> isSafe(c) ? c : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Several lines, each made safe. */
    static String lines(String text, UnaryOperator<String> safe) {
        return text.lines().map(safe).map(line -> line + "\n").collect(Collectors.joining());
    }

    /** An entry: still the same JSON, with escapes for what does not show. */
    static String json(String entry) {
        StringBuilder shown = new StringBuilder();
        entry.codePoints().forEach(c -> {
            if (isSafe(c)) {
                shown.appendCodePoint(c);
            } else {
                for (char unit : Character.toChars(c)) {
                    shown.append(String.format("\\u%04x", (int) unit));
                }
            }
        });
        return shown.toString();
    }

    private static boolean isSafe(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
