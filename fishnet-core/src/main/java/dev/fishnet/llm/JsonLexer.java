package dev.fishnet.llm;

/**
 * Reads one JSON object (RFC 8259) in UTF-8 as its bytes come, and takes nothing that another reader might take
 * otherwise: no name twice, no malformed UTF-8, no byte order mark, nothing behind the object. It keeps names and
 * numbers only, and those bounded; texts go through it character by character.
 */
final class JsonLexer {
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

    private JsonEvents events;
    private final JsonPlace place = new JsonPlace();
    private final JsonString string;
    private final JsonWord word = new JsonWord(JsonScalar.LONGEST);
    private State state = State.VALUE;
    private int position;
    private int from;
    private int separator;

    JsonLexer(JsonEvents events) {
        this.events = events;
        this.string = new JsonString(events);
    }

    /** How many objects and arrays are open around the present value. */
    int depth() {
        return place.depth();
    }

    /** The name of the member that is read at a level, or an empty text where that level is an array. */
    String name(int level) {
        return place.name(level);
    }

    boolean inArray(int level) {
        return place.inArray(level);
    }

    int index(int level) {
        return place.index(level);
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

    /** Takes the next bytes, those of an array from one index up to another. */
    void feed(byte[] bytes, int start, int end) throws AmbiguousBodyException {
        int ahead = position - start;
        int at = start;
        while (at < end) {
            position = ahead + at;
            if (state == State.STRING) {
                at = string(bytes, at, end);
            } else if (state == State.SCALAR) {
                at = scalar(bytes, at, end);
            } else {
                step(bytes[at] & 0xff);
                at++;
            }
        }
        position = ahead + end;
    }

    /** Begins anew with another text. */
    void reset() {
        place.reset();
        state = State.VALUE;
        position = 0;
    }

    /** Whom it tells of the next text. */
    void tell(JsonEvents reader) {
        events = reader;
        string.tell(reader);
    }

    /** The same as {@link #reset}, and nothing is left of the text before. */
    void wipe() {
        reset();
        string.wipe();
        word.wipe();
    }

    /** Of bytes behind an object that has ended: they are none but white space. */
    static void requireBlank(byte[] bytes, int count) throws AmbiguousBodyException {
        for (int i = 0; i < count; i++) {
            if (!isBlank(bytes[i])) {
                throw behindObject();
            }
        }
    }

    /** The text has ended: it must be whole. */
    void finish() throws AmbiguousBodyException {
        if (state != State.END) {
            throw new AmbiguousBodyException("is not a whole JSON object");
        }
    }

    private int string(byte[] bytes, int start, int end) throws AmbiguousBodyException {
        int at = string.read(bytes, start, end, position);
        if (string.hasEnded()) {
            position += at - 1 - start;
            endString();
            return behindColon(bytes, at, end);
        }
        return at;
    }

    /** A colon stands right behind nearly every name. */
    private int behindColon(byte[] bytes, int at, int end) {
        if (state == State.COLON && at < end && bytes[at] == ':') {
            state = State.VALUE;
            return at + 1;
        }
        return at;
    }

    private void endString() throws AmbiguousBodyException {
        if (string.isName()) {
            named(string.name());
        } else {
            events.endString();
            state = State.AFTER;
        }
    }

    private void named(String name) throws AmbiguousBodyException {
        place.named(name);
        state = State.COLON;
        events.name(name);
    }

    private void step(int octet) throws AmbiguousBodyException {
        if (isBlank(octet)) {
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
            case STRING, SCALAR, END -> throw behindObject();
        }
    }

    private static boolean isBlank(int octet) {
        return octet <= ' ' && (octet == ' ' || octet == '\n' || octet == '\r' || octet == '\t');
    }

    private static AmbiguousBodyException behindObject() {
        return new AmbiguousBodyException("has something behind its JSON object");
    }

    private void value(int octet) throws AmbiguousBodyException {
        from = position;
        if (octet == '{' || octet == '[') {
            open(octet == '{');
            return;
        }
        require(place.depth() > 0);
        if (octet == '"') {
            string.begin(false);
            state = State.STRING;
            events.beginString();
        } else {
            word.clear();
            word.add(octet);
            state = State.SCALAR;
        }
    }

    private int scalar(byte[] bytes, int start, int end) throws AmbiguousBodyException {
        int at = start;
        while (at < end && JsonScalar.continues(bytes[at] & 0xff)) {
            at++;
        }
        require(word.length() + at - start <= JsonScalar.LONGEST);
        word.add(bytes, start, at);
        position += at - start;
        if (at < end) {
            JsonKind kind = JsonScalar.kind(word);
            require(kind != JsonKind.OBJECT);
            state = State.AFTER;
            events.scalar(kind, word);
        }
        return at;
    }

    private void beginName(int octet) throws AmbiguousBodyException {
        require(octet == '"');
        from = position;
        string.begin(true);
        state = State.STRING;
        events.beginName();
    }

    private void open(boolean object) throws AmbiguousBodyException {
        boolean root = place.depth() == 0;
        if (place.isFull() || (root && !object)) {
            throw new AmbiguousBodyException(root ? "is no JSON object" : "is nested too deeply");
        }
        events.begin(object);
        place.enter(object);
        separator = position;
        state = object ? State.FIRST_NAME : State.FIRST_VALUE;
    }

    private void close(boolean object) throws AmbiguousBodyException {
        require(place.inArray(place.depth()) != object);
        place.leave();
        state = place.depth() == 0 ? State.END : State.AFTER;
        events.end(object);
    }

    private void after(int octet) throws AmbiguousBodyException {
        if (octet == ',') {
            place.next();
            separator = position;
            state = place.inArray(place.depth()) ? State.VALUE : State.NAME;
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
