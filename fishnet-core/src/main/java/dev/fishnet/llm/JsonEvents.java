package dev.fishnet.llm;

/** What a {@link JsonLexer} has read. Where it stands is the lexer's to say. */
interface JsonEvents {
    /** An object or array begins; the lexer stands outside of it. */
    void begin(boolean object) throws AmbiguousBodyException;

    /** An object or array has ended; the lexer stands outside of it. */
    void end(boolean object) throws AmbiguousBodyException;

    /** The name of a member begins. */
    default void beginName() {}

    /** The next character of a name. */
    default void nameCharacter(int codePoint, int from) throws AmbiguousBodyException {}

    /** The next characters of a name. */
    default void nameCharacters(AsciiRun run) throws AmbiguousBodyException {}

    void name(String name) throws AmbiguousBodyException;

    void beginString() throws AmbiguousBodyException;

    /**
     * The next character of a string.
     *
     * @param codePoint a surrogate only when the text has one alone
     * @param from the offset of its first byte, an escape's backslash included
     */
    void character(int codePoint, int from) throws AmbiguousBodyException;

    /** The next characters of a string, at least one. */
    void characters(AsciiRun run) throws AmbiguousBodyException;

    void endString() throws AmbiguousBodyException;

    /**
     * A number, {@code true}, {@code false} or {@code null}.
     *
     * @param text as it is written; nobody keeps it, but for what its {@code toString} gives
     */
    void scalar(JsonKind kind, CharSequence text) throws AmbiguousBodyException;
}
