package dev.fishnet.proxy.store;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.nio.file.Path;

/** Says in words what is wrong with the books. */
final class BooksFailure {
    private BooksFailure() {}

    /** They cannot be opened, or what they hold cannot be read: nothing starts until somebody has looked. */
    static FishnetException unreadable(Path file, Throwable cause) {
        if (cause instanceof DamagedLog) {
            return damaged(file, cause);
        }
        return new FishnetException(
                ErrorKind.CORRUPT,
                "the books " + file + " cannot be read: " + cause.getMessage(),
                "without them no cap can be held; restore the file from a backup, or move it away to begin anew",
                cause);
    }

    /** A write has failed; nothing more is written, so that nothing is spent that is not in the books. */
    static FishnetException unwritable(Path file, Throwable cause) {
        if (cause instanceof DamagedLog) {
            return damaged(file, cause);
        }
        return new FishnetException(
                ErrorKind.UNAVAILABLE,
                "the books " + file + " cannot be written: " + cause.getMessage(),
                "make room on the disk or mend it, then restart Fishnet",
                cause);
    }

    private static FishnetException damaged(Path file, Throwable cause) {
        return new FishnetException(
                ErrorKind.CORRUPT,
                "the log in " + file + " is damaged: " + cause.getMessage(),
                "it takes nothing more; `fishnet audit verify` names what is wrong. Keep the file, and restore a backup"
                        + " or move it away to begin anew",
                cause);
    }

    static FishnetException tooBusy(Path file) {
        return new FishnetException(
                ErrorKind.UNAVAILABLE,
                "the books " + file + " are written more slowly than requests come",
                "look at the disk's load");
    }

    static FishnetException taken(Path file) {
        return new FishnetException(
                ErrorKind.UNAVAILABLE,
                "another gateway has the books " + file + " open",
                "stop it first, or give this one another data directory");
    }

    static FishnetException closed(Path file) {
        return new FishnetException(ErrorKind.UNAVAILABLE, "the books " + file + " are closed", "restart Fishnet");
    }
}
