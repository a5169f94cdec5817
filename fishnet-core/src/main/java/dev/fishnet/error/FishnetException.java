package dev.fishnet.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failure that an operator can act on. Messages and hints are shown as they are and never hold a secret.
 *
 * <p>Features have subclasses of their own; programming errors stay unchecked.
 */
public class FishnetException extends Exception {
    private final String message;
    private final ErrorKind kind;
    private final @Nullable String hint;

    public FishnetException(ErrorKind kind, String message) {
        this(kind, message, null, null);
    }

    public FishnetException(ErrorKind kind, String message, String hint) {
        this(kind, message, hint, null);
    }

    public FishnetException(ErrorKind kind, String message, @Nullable String hint, @Nullable Throwable cause) {
        super(message, cause);
        this.message = message;
        this.kind = kind;
        this.hint = hint;
    }

    @Override
    public String getMessage() {
        return message;
    }

    public ErrorKind kind() {
        return kind;
    }

    /** What to try next, as one line. */
    public Optional<String> hint() {
        return Optional.ofNullable(hint);
    }
}
