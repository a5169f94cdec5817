package dev.fishnet.process;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;

/** The program of a command is not installed; whoever knows what needs it can say how to get it. */
public final class ProgramMissingException extends FishnetException {
    public ProgramMissingException(String program) {
        super(ErrorKind.UNAVAILABLE, "'" + program + "' is not installed");
    }
}
