package dev.fishnet.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Holds what was written to the table of keys: every key is one, every value is of its kind. */
final class Check {
    private final Map<List<String>, Values.Value> said = new HashMap<>();
    private final Map<List<String>, Integer> tables = new HashMap<>();
    private final List<List<String>> unknown = new ArrayList<>();
    private final List<Problem> problems;

    Check(List<Problem> problems) {
        this.problems = problems;
    }

    void file(Document document) {
        for (Written entry : document.entries()) {
            if (unknown.stream().noneMatch(known -> isWithin(entry.path(), known))) {
                take(entry);
            }
        }
    }

    /** The environment's word goes over the file's. */
    void variables(Function<String, Optional<String>> environment) {
        for (Key key : Keys.ALL) {
            key.variable()
                    .ifPresent(name -> environment
                            .apply(name)
                            .ifPresent(text ->
                                    put(key, key.pattern(), written(key, text.strip()), new Origin.Variable(name))));
        }
    }

    Values values() {
        return new Values(said, tables);
    }

    private static boolean isWithin(List<String> path, List<String> table) {
        return path.size() >= table.size() && path.subList(0, table.size()).equals(table);
    }

    private void take(Written entry) {
        Optional<Key> key = Keys.find(entry.path());
        if (entry.isTable()
                && Keys.isTable(entry.path())
                && (key.isEmpty() || key.get().hasNames())) {
            tables.put(entry.path(), entry.line());
        } else if (key.isPresent()) {
            put(key.get(), entry.path(), entry.value(), new Origin.Line(entry.line()));
        } else {
            refuse(entry);
        }
    }

    private void refuse(Written entry) {
        boolean table = Keys.ALL.stream()
                .anyMatch(key -> key.isWithin(entry.path())
                        && !key.pattern().get(entry.path().size() - 1).equals(Key.NAME));
        String name = KeyPath.text(entry.path());
        unknown.add(entry.path());
        problems.add(Problem.atLine(
                entry.line(),
                table && !entry.isTable()
                        ? "'" + name + "' is a table: [" + name + "]"
                        : "unknown key '" + name + "'; " + Nearest.hint(entry.path())));
    }

    private void put(Key key, List<String> path, Object written, Origin origin) {
        try {
            said.put(path, new Values.Value(key.kind().read(written), written, origin));
        } catch (IllegalArgumentException e) {
            problems.add(new Problem(origin, KeyPath.text(path) + ": " + e.getMessage()));
            if (origin instanceof Origin.Line) {
                unknown.add(path);
            }
        }
    }

    /** A variable is a text; what it would be in the file depends on the key. Plain digits: no exponents. */
    private static Object written(Key key, String text) {
        if (key.kind() instanceof Kind.Whole && text.matches("[0-9]{1,18}")) {
            return Long.valueOf(text);
        }
        if (key.kind() instanceof Kind.Dollars && text.matches("[0-9]{1,10}(\\.[0-9]{1,6})?")) {
            return new BigDecimal(text).doubleValue();
        }
        return text;
    }
}
