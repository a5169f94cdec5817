package dev.fishnet.config;

import java.util.List;
import java.util.Optional;

/**
 * One setting.
 *
 * @param pattern its key, part by part; an asterisk stands for a name
 * @param fallback what holds where nobody says otherwise
 * @param about what it sets, in a line
 * @param variable the environment variable that overrides the file
 */
record Key(List<String> pattern, Kind kind, Fallback fallback, String about, Optional<String> variable) {
    static final String NAME = "*";

    /** What holds where nobody says otherwise. */
    sealed interface Fallback {
        /** A value, as the file would have it. */
        record Value(Object written) implements Fallback {}

        /** Nothing: it has to be said. */
        record Required() implements Fallback {}

        /** What depends on something else, in words. */
        record Depends(String words) implements Fallback {}
    }

    static Key of(String pattern, Kind kind, Object fallback, String about) {
        Fallback held = fallback instanceof Fallback special ? special : new Fallback.Value(fallback);
        return new Key(List.of(pattern.split("\\.")), kind, held, about, Optional.empty());
    }

    Key withVariable(String name) {
        return new Key(pattern, kind, fallback, about, Optional.of(name));
    }

    boolean matches(List<String> path) {
        return path.size() == pattern.size() && startsLike(path);
    }

    /** Whether this key lies in that table. */
    boolean isWithin(List<String> table) {
        return table.size() < pattern.size() && startsLike(table);
    }

    boolean hasNames() {
        return pattern.contains(NAME);
    }

    private boolean startsLike(List<String> path) {
        for (int i = 0; i < path.size(); i++) {
            if (!pattern.get(i).equals(NAME) && !pattern.get(i).equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return String.join(".", pattern);
    }
}
