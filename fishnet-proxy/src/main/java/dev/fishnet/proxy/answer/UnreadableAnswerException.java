package dev.fishnet.proxy.answer;

/** A compressed answer that is not what it says, or grows beyond all measure. */
public final class UnreadableAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableAnswerException(String message) {
        super(message);
    }
}
