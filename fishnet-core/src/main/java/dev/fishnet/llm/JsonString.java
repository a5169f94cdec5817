package dev.fishnet.llm;

/** Reads the names and strings of one JSON text. Of a name it keeps all, and bounds it; of a string nothing. */
final class JsonString {
    private static final int LONGEST_NAME = 4096;

    private JsonEvents events;
    private final JsonText text = new JsonText(this::character);
    private final AsciiRun run = new AsciiRun();
    private final JsonWord name = new JsonWord(LONGEST_NAME);
    private boolean isName;
    private boolean ended;

    JsonString(JsonEvents events) {
        this.events = events;
    }

    void tell(JsonEvents reader) {
        events = reader;
    }

    /** A string begins behind its first quote. */
    void begin(boolean isAName) {
        isName = isAName;
        ended = false;
        name.clear();
        text.begin();
    }

    /** Nothing is left of what was read last. */
    void wipe() {
        name.wipe();
    }

    boolean isName() {
        return isName;
    }

    /** The name, once it has ended. */
    String name() {
        return name.toString();
    }

    /** Whether the last byte that was read was the string's last quote. */
    boolean hasEnded() {
        return ended;
    }

    /**
     * Reads on as far as the string goes.
     *
     * @param position the offset of the first byte in the text
     * @return the index behind the last byte that was read
     */
    int read(byte[] bytes, int start, int end, int position) throws AmbiguousBodyException {
        int ahead = position - start;
        int at = start;
        while (at < end && !ended) {
            int next = text.isPlain() ? whole(bytes, at, end, ahead + at) : at;
            if (next == at) {
                ended = !text.take(bytes[at] & 0xff, ahead + at);
                next++;
            }
            at = next;
        }
        return at;
    }

    /** Reads what can be read in one go, if anything, and returns the index behind it. */
    private int whole(byte[] bytes, int at, int end, int position) throws AmbiguousBodyException {
        if (bytes[at] == '"') {
            return at;
        }
        if (bytes[at] < 0) {
            return text.takeThree(bytes, at, end, position);
        }
        int to = run.find(bytes, at, end, position);
        plain();
        return to;
    }

    private void plain() throws AmbiguousBodyException {
        if (run.length() == 0) {
            return;
        }
        if (isName) {
            require(name.length() + run.length() <= LONGEST_NAME);
            name.add(run);
            events.nameCharacters(run);
        } else {
            events.characters(run);
        }
    }

    private void character(int codePoint, int at) throws AmbiguousBodyException {
        if (isName) {
            require(name.length() < LONGEST_NAME && Character.getType(codePoint) != Character.SURROGATE);
            name.add(codePoint);
            events.nameCharacter(codePoint, at);
        } else {
            events.character(codePoint, at);
        }
    }

    private static void require(boolean plain) throws AmbiguousBodyException {
        if (!plain) {
            throw new AmbiguousBodyException("has a name that is no plain text");
        }
    }
}
