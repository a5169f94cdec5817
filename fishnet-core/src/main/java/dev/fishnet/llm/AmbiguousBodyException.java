package dev.fishnet.llm;

/**
 * A body that two readers could understand in two ways. The message is the end of a sentence, without the body's text.
 */
public final class AmbiguousBodyException extends Exception {
    private static final long serialVersionUID = 1L;

    public AmbiguousBodyException(String message) {
        super(message);
    }
}
