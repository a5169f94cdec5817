package dev.fishnet.llm;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where in a JSON text a reader stands: the objects and arrays that are open, and what was named in them. Bounded. */
final class JsonPlace {
    private static final int DEPTH = 64;
    private static final int USUAL_DEPTH = 8;
    private static final int MEMBERS = 10_000;
    /** Of names in objects that are open, roughly in characters. */
    private static final int MOST_HELD = 4 << 20;

    private static final int NAME_COST = 64;
    /** So many names of an object are compared one by one; of more there is a set. */
    private static final int FEW = 16;

    private boolean[] objects = new boolean[USUAL_DEPTH];
    private @Nullable String[] names = new String[USUAL_DEPTH];
    private int[] indexes = new int[USUAL_DEPTH];
    /** Where in {@link #seen} the names of an object begin. */
    private int[] firsts = new int[USUAL_DEPTH];

    private @Nullable Set<String>[] many = newSets(0);
    /** The names in all objects that are open, those of the innermost last. */
    private String[] seen = new String[FEW];

    private int count;
    private int depth;
    private int held;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable Set<String>[] newSets(int levels) {
        return new Set[levels];
    }

    /** Stands outside of everything again, and remembers no name. */
    void reset() {
        while (depth > 0) {
            leave();
        }
        Arrays.fill(names, null);
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

    /** The number of commas before the present member or element of a level; stays when the level is left. */
    int index(int level) {
        return indexes[level];
    }

    void enter(boolean object) {
        depth++;
        if (depth == objects.length) {
            grow(2 * depth);
        }
        objects[depth] = object;
        names[depth] = null;
        indexes[depth] = 0;
        firsts[depth] = count;
    }

    private void grow(int levels) {
        objects = Arrays.copyOf(objects, levels);
        names = Arrays.copyOf(names, levels);
        indexes = Arrays.copyOf(indexes, levels);
        firsts = Arrays.copyOf(firsts, levels);
    }

    void leave() {
        int first = firsts[depth];
        if (depth < many.length) {
            many[depth] = null;
        }
        while (count > first) {
            count--;
            held -= seen[count].length() + NAME_COST;
            seen[count] = "";
        }
        depth--;
    }

    /** Behind a comma. */
    void next() {
        indexes[depth]++;
    }

    void named(String name) throws AmbiguousBodyException {
        names[depth] = name;
        if (isSeen(name)) {
            throw new AmbiguousBodyException("names a field twice");
        }
        if (count == seen.length) {
            seen = Arrays.copyOf(seen, 2 * count);
        }
        seen[count] = name;
        count++;
        held += name.length() + NAME_COST;
        if (count - firsts[depth] > MEMBERS || held > MOST_HELD) {
            throw new AmbiguousBodyException("has an object with too many fields");
        }
    }

    private boolean isSeen(String name) {
        int first = firsts[depth];
        if (count - first >= FEW) {
            return !setOf(first).add(name);
        }
        int hash = name.hashCode();
        for (int i = first; i < count; i++) {
            if (seen[i].hashCode() == hash && seen[i].equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** The names of the innermost object; made when the first of too many to be compared comes. */
    private Set<String> setOf(int first) {
        if (many.length <= depth) {
            many = Arrays.copyOf(many, DEPTH + 1);
        }
        Set<String> set = many[depth];
        if (set == null) {
            set = new HashSet<>(Arrays.asList(seen).subList(first, count));
            many[depth] = set;
        }
        return set;
    }
}
