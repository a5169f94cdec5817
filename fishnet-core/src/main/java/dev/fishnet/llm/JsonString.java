package dev.fishnet.llm;

import org.jspecify.annotations.Nullable;

/** Reads the names and strings of one JSON text. Of a name it keeps all, and bounds it; of a string nothing. */
final class JsonString {
    private static final int LONGEST_NAME = 4096;

    private JsonEvents events;
    private final JsonText text = new JsonText(this::character);
    private final AsciiRun run = new AsciiRun();
    private final JsonWord name = new JsonWord(LONGEST_NAME);
    /** The name, where it is one that the APIs use and came in one go: there is no need to put it together. */
    private @Nullable String known;

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
        known = null;
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
        return known == null ? name.toString() : known;
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
            boolean plain = text.isPlain();
            if (plain && bytes[at] == '"') {
                ended = true;
                return at + 1;
            }
            int next = plain ? whole(bytes, at, end, ahead + at) : at;
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
            known = name.length() == 0 && run.isLast() ? KnownWords.find(run.bytes(), run.from(), run.to()) : null;
            if (known == null) {
                name.add(run);
            }
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
