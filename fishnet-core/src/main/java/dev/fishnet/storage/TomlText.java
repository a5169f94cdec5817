package dev.fishnet.storage;

import dev.fishnet.config.Document;
import dev.fishnet.config.Problem;
import dev.fishnet.config.Written;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Reads TOML with the line of every key. */
final class TomlText {
    private static final int LONGEST_FAULT = 200;

    private final List<Written> entries = new ArrayList<>();

    private TomlText() {}

    static Document parse(String text) {
        try {
            TomlParseResult result = Toml.parse(text);
            List<Problem> faults = result.errors().stream().map(TomlText::fault).toList();
            TomlText reading = new TomlText();
            if (faults.isEmpty()) {
                reading.table(List.of(), result, 1);
            }
            reading.entries.sort(Comparator.comparingInt(Written::line));
            return new Document(reading.entries, faults);
        } catch (StackOverflowError e) {
            return new Document(List.of(), List.of(Problem.atLine(1, "not TOML: nested too deeply")));
        }
    }

    private static Problem fault(TomlParseError error) {
        String message = String.valueOf(error.getMessage()).replaceAll("\\s+", " ");
        return Problem.atLine(
                error.position().line(),
                "not TOML: " + (message.length() > LONGEST_FAULT ? message.substring(0, LONGEST_FAULT) : message));
    }

    private void table(List<String> prefix, TomlTable table, int line) {
        for (String name : table.keySet()) {
            List<String> path = Stream.concat(prefix.stream(), Stream.of(name)).toList();
            TomlPosition position = table.inputPositionOf(List.of(name));
            entry(path, position == null ? line : position.line(), Objects.requireNonNull(table.get(List.of(name))));
        }
    }

    private void entry(List<String> path, int line, Object value) {
        if (value instanceof TomlTable table) {
            entries.add(new Written(path, line, Written.Form.TABLE));
            table(path, table, line);
        } else {
            entries.add(new Written(path, line, plain(value)));
        }
    }

    private static Object plain(Object value) {
        return switch (value) {
            case String text -> text;
            case Long number -> number;
            case Double number -> number;
            case Boolean flag -> flag;
            case TomlArray array -> array.toList().stream().map(TomlText::plain).toList();
            default -> Written.Form.OTHER;
        };
    }
}
