package dev.fishnet.plan;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;

/** A step that failed; the steps before it have been undone, and what could not be is suppressed in here. */
public final class PlanException extends FishnetException {
    PlanException(String message, String hint) {
        super(ErrorKind.FAILED, message, hint);
    }
}
