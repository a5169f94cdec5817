package dev.fishnet.cli;

import dev.fishnet.error.ErrorKind;

/** The exit codes of every command. */
public final class ExitCode {
    public static final int DONE = 0;
    public static final int ERROR = 1;
    public static final int USAGE = 2;
    /** Denied by policy, or a check said no. */
    public static final int DENIED = 3;

    private ExitCode() {}

    static int of(ErrorKind kind) {
        return switch (kind) {
            case USAGE -> USAGE;
            case DENIED -> DENIED;
            case NOT_FOUND, NOT_PRIVILEGED, UNAVAILABLE, CORRUPT, FAILED -> ERROR;
        };
    }
}
