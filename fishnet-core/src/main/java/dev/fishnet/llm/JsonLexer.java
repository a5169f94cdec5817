package dev.fishnet.llm;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object (RFC 8259) in UTF-8 as its bytes come, and takes nothing that another reader might take
 * otherwise: no name twice, no malformed UTF-8, no byte order mark, nothing behind the object. It keeps names and
 * numbers only, and those bounded; texts go through it character by character.
 */
final class JsonLexer {
    static final int DEPTH = 64;
    private static final int LONGEST_NAME = 4096;
    private static final int MEMBERS = 10_000;
    /** Of names in objects that are open, roughly in characters. */
    private static final int MOST_HELD = 4 << 20;

    private static final int NAME_COST = 64;

    private enum State {
        VALUE,
        FIRST_VALUE,
        NAME,
        FIRST_NAME,
        COLON,
        AFTER,
        STRING,
        SCALAR,
        END
    }

    private final JsonEvents events;
    private final JsonText text = new JsonText(this::character);
    private final boolean[] objects = new boolean[DEPTH + 1];
    private final @Nullable String[] names = new String[DEPTH + 1];
    private final int[] indexes = new int[DEPTH + 1];
    private final @Nullable Set<String>[] members = newSets();
    private final StringBuilder word = new StringBuilder();
    private State state = State.VALUE;
    private boolean inName;
    private int depth;
    private int position;
    private int from;
    private int separator;
    private int held;

    JsonLexer(JsonEvents events) {
        this.events = events;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable Set<String>[] newSets() {
        return new Set[DEPTH + 1];
    }

    /** How many objects and arrays are open around the present value. */
    int depth() {
        return depth;
    }

    /** The name of the member that is read at a level, or an empty text where that level is an array. */
    String name(int level) {
        String name = names[level];
        return level > depth || name == null ? "" : name;
    }

    boolean inArray(int level) {
        return level <= depth && !objects[level];
    }

    int index(int level) {
        return indexes[level];
    }

    /** The offset of the first byte of the present value or name. */
    int from() {
        return from;
    }

    /** The offset of the byte that is being read; behind the last byte of a scalar that has just ended. */
    int position() {
        return position;
    }

    /** The offset of the brace or comma in front of the present member. */
    int separator() {
        return separator;
    }

    boolean ended() {
        return state == State.END;
    }

    void feed(byte[] bytes, int start, int end) throws AmbiguousBodyException {
        for (int at = start; at < end; at++) {
            if (state == State.STRING) {
                string(bytes[at] & 0xff);
            } else {
                step(bytes[at] & 0xff);
            }
            position++;
        }
    }

    /** The text has ended: it must be whole. */
    void finish() throws AmbiguousBodyException {
        if (state != State.END) {
            throw new AmbiguousBodyException("is not a whole JSON object");
        }
    }

    private void string(int octet) throws AmbiguousBodyException {
        if (text.take(octet, position)) {
            return;
        }
        if (inName) {
            named(word.toString());
        } else {
            events.endString();
            state = State.AFTER;
        }
    }

    private void character(int codePoint, int at) throws AmbiguousBodyException {
        if (!inName) {
            events.character(codePoint, at);
            return;
        }
        if (word.length() >= LONGEST_NAME || Character.getType(codePoint) == Character.SURROGATE) {
            throw new AmbiguousBodyException("has a name that is no plain text");
        }
        word.appendCodePoint(codePoint);
    }

    private void named(String name) throws AmbiguousBodyException {
        inName = false;
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
        state = State.COLON;
        events.name(name);
    }

    private void step(int octet) throws AmbiguousBodyException {
        if (state == State.SCALAR && scalarGoesOn(octet)) {
            return;
        }
        if (octet == ' ' || octet == '\n' || octet == '\r' || octet == '\t') {
            return;
        }
        switch (state) {
            case VALUE -> value(octet);
            case FIRST_VALUE -> {
                if (octet == ']') {
                    close(false);
                } else {
                    value(octet);
                }
            }
            case NAME -> beginName(octet);
            case FIRST_NAME -> {
                if (octet == '}') {
                    close(true);
                } else {
                    beginName(octet);
                }
            }
            case COLON -> {
                require(octet == ':');
                state = State.VALUE;
            }
            case AFTER -> after(octet);
            case STRING, SCALAR, END -> throw new AmbiguousBodyException("has something behind its JSON object");
        }
    }

    private void value(int octet) throws AmbiguousBodyException {
        from = position;
        if (octet == '{' || octet == '[') {
            open(octet == '{');
            return;
        }
        require(depth > 0);
        if (octet == '"') {
            text.begin();
            state = State.STRING;
            events.beginString();
        } else {
            word.setLength(0);
            word.append((char) octet);
            state = State.SCALAR;
        }
    }

    private boolean scalarGoesOn(int octet) throws AmbiguousBodyException {
        if (JsonScalar.continues(octet)) {
            word.append((char) octet);
            require(word.length() <= JsonScalar.LONGEST);
            return true;
        }
        String scalar = word.toString();
        require(JsonScalar.wellFormed(scalar));
        state = State.AFTER;
        events.scalar(scalar);
        return false;
    }

    private void beginName(int octet) throws AmbiguousBodyException {
        require(octet == '"');
        from = position;
        word.setLength(0);
        text.begin();
        inName = true;
        state = State.STRING;
    }

    private void open(boolean object) throws AmbiguousBodyException {
        if (depth == DEPTH || (depth == 0 && !object)) {
            throw new AmbiguousBodyException(depth == 0 ? "is no JSON object" : "is nested too deeply");
        }
        events.begin(object);
        depth++;
        objects[depth] = object;
        names[depth] = null;
        indexes[depth] = 0;
        members[depth] = null;
        separator = position;
        state = object ? State.FIRST_NAME : State.FIRST_VALUE;
    }

    private void close(boolean object) throws AmbiguousBodyException {
        require(objects[depth] == object);
        Set<String> seen = members[depth];
        if (seen != null) {
            seen.forEach(name -> held -= name.length() + NAME_COST);
            members[depth] = null;
        }
        depth--;
        state = depth == 0 ? State.END : State.AFTER;
        events.end(object);
    }

    private void after(int octet) throws AmbiguousBodyException {
        if (octet == ',') {
            indexes[depth]++;
            separator = position;
            state = objects[depth] ? State.NAME : State.VALUE;
        } else {
            require(octet == '}' || octet == ']');
            close(octet == '}');
        }
    }

    private static void require(boolean wellFormed) throws AmbiguousBodyException {
        if (!wellFormed) {
            throw new AmbiguousBodyException("is no well-formed JSON object");
        }
    }
}
