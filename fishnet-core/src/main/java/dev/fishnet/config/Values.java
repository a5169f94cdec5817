package dev.fishnet.config;

import dev.fishnet.spend.MicroUsd;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Checked values by their keys, and the defaults of those that nobody set. */
final class Values {
    private static final int MICRO_DIGITS = 6;

    private final Map<List<String>, Value> said;
    private final Map<List<String>, Integer> tables;

    Values(Map<List<String>, Value> said, Map<List<String>, Integer> tables) {
        this.said = Map.copyOf(said);
        this.tables = Map.copyOf(tables);
    }

    /**
     * A value.
     *
     * @param value what it means
     * @param written as it was written
     */
    record Value(Object value, Object written, Origin origin) {}

    /** The value that was set, or the default; empty where the default depends on something else. */
    Optional<Value> find(List<String> path) {
        return Optional.ofNullable(said.get(path)).or(() -> byDefault(path));
    }

    boolean isSet(List<String> path) {
        return said.containsKey(path);
    }

    private static Optional<Value> byDefault(List<String> path) {
        Key key = Keys.find(path).orElseThrow(() -> new IllegalArgumentException("no setting: " + path));
        return key.fallback() instanceof Key.Fallback.Value held
                ? Optional.of(new Value(key.kind().read(held.written()), held.written(), new Origin.Default()))
                : Optional.empty();
    }

    /** The names in a table of tables, for example those of the agents. */
    SortedSet<String> names(List<String> table) {
        SortedSet<String> names = new TreeSet<>();
        for (List<String> path : tables.keySet()) {
            if (path.size() == table.size() + 1 && path.subList(0, table.size()).equals(table)) {
                names.add(path.getLast());
            }
        }
        return names;
    }

    /** Where a key stands: once for every name there is. */
    List<List<String>> paths(Key key) {
        return paths(key, List.of());
    }

    private List<List<String>> paths(Key key, List<String> path) {
        if (path.size() == key.pattern().size()) {
            return List.of(path);
        }
        String part = key.pattern().get(path.size());
        List<List<String>> paths = new ArrayList<>();
        for (String name : part.equals(Key.NAME) ? names(path) : Set.of(part)) {
            paths.addAll(paths(key, KeyPath.below(path, name)));
        }
        return paths;
    }

    /** Where a key was set, or else its table was begun. */
    Origin origin(List<String> path) {
        Value value = said.get(path);
        if (value != null) {
            return value.origin();
        }
        for (int length = path.size(); length > 0; length--) {
            Integer line = tables.get(path.subList(0, length));
            if (line != null) {
                return new Origin.Line(line);
            }
        }
        return new Origin.Default();
    }

    String text(List<String> path) {
        return (String) value(path);
    }

    boolean flag(List<String> path) {
        return (Boolean) value(path);
    }

    int whole(List<String> path) {
        return Math.toIntExact((Long) value(path));
    }

    /** A number, or nothing where there is no limit. */
    OptionalLong limit(List<String> path) {
        return find(path).map(Value::value).orElse(Kind.Unlimited.UNLIMITED) instanceof Long number
                ? OptionalLong.of(number)
                : OptionalLong.empty();
    }

    /** An amount, or nothing where there is no limit. */
    Optional<MicroUsd> money(List<String> path) {
        return find(path)
                .map(Value::value)
                .filter(BigDecimal.class::isInstance)
                .map(amount -> new MicroUsd(
                        ((BigDecimal) amount).movePointRight(MICRO_DIGITS).longValueExact()));
    }

    <E extends Enum<E>> E choice(List<String> path, Class<E> type) {
        return Enum.valueOf(type, text(path).toUpperCase(Locale.ROOT));
    }

    /** The values of a list; none where it was not set. */
    <T> List<T> list(List<String> path, Class<T> type) {
        return find(path)
                .map(value -> ((List<?>) value.value()).stream().map(type::cast).toList())
                .orElse(List.of());
    }

    <T> Optional<T> one(List<String> path, Class<T> type) {
        return find(path).map(value -> type.cast(value.value()));
    }

    private Object value(List<String> path) {
        return find(path).orElseThrow().value();
    }
}
