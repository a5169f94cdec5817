package dev.fishnet.plan;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;

/** A step that failed; the steps before it have been undone, and what could not be is suppressed in here. */
public final class PlanException extends FishnetException {
    PlanException(String message, String hint) {
        super(ErrorKind.FAILED, message, hint);
    }

    private PlanException(ErrorKind kind, String message, String hint, Throwable cause) {
        super(kind, message, hint, cause);
    }

    /** The same failure, telling that what was done before it has been taken back. */
    static PlanException undone(FishnetException failure, int steps) {
        PlanException told = new PlanException(
                failure.kind(),
                failure.getMessage(),
                failure.hint().map(hint -> hint + "; ").orElse("") + "undone: " + steps + " step(s) before it",
                failure);
        for (Throwable suppressed : failure.getSuppressed()) {
            told.addSuppressed(suppressed);
        }
        return told;
    }
}
