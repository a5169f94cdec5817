package dev.fishnet.llm;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where in a JSON text a reader stands: the objects and arrays that are open, and what was named in them. Bounded. */
final class JsonPlace {
    private static final int DEPTH = 64;
    private static final int MEMBERS = 10_000;
    /** Of names in objects that are open, roughly in characters. */
    private static final int MOST_HELD = 4 << 20;

    private static final int NAME_COST = 64;

    private final boolean[] objects = new boolean[DEPTH + 1];
    private final @Nullable String[] names = new String[DEPTH + 1];
    private final int[] indexes = new int[DEPTH + 1];
    private final @Nullable Set<String>[] members = newSets();
    private int depth;
    private int held;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable Set<String>[] newSets() {
        return new Set[DEPTH + 1];
    }

    int depth() {
        return depth;
    }

    boolean isFull() {
        return depth == DEPTH;
    }

    /** The name of the member that is read at a level, or an empty text where that level is an array. */
    String name(int level) {
        String name = level > depth ? null : names[level];
        return name == null ? "" : name;
    }

    boolean inArray(int level) {
        return level <= depth && !objects[level];
    }

    int index(int level) {
        return indexes[level];
    }

    void enter(boolean object) {
        depth++;
        objects[depth] = object;
        names[depth] = null;
        indexes[depth] = 0;
        members[depth] = null;
    }

    void leave() {
        Set<String> seen = members[depth];
        if (seen != null) {
            seen.forEach(name -> held -= name.length() + NAME_COST);
            members[depth] = null;
        }
        depth--;
    }

    /** Behind a comma. */
    void next() {
        indexes[depth]++;
    }

    void named(String name) throws AmbiguousBodyException {
        names[depth] = name;
        Set<String> seen = members[depth];
        if (seen == null) {
            seen = new HashSet<>();
            members[depth] = seen;
        }
        if (!seen.add(name)) {
            throw new AmbiguousBodyException("names a field twice");
        }
        held += name.length() + NAME_COST;
        if (seen.size() > MEMBERS || held > MOST_HELD) {
            throw new AmbiguousBodyException("has an object with too many fields");
        }
    }
}
