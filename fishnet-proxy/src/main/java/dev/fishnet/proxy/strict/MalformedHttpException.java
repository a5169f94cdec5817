package dev.fishnet.proxy.strict;

/** Why a request was not read: travels in a Netty decoder result, and costs no stack trace. */
public final class MalformedHttpException extends IllegalArgumentException {
    private final Kind kind;

    /** What to answer it with. */
    public enum Kind {
        AMBIGUOUS,
        VERSION
    }

    MalformedHttpException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
