package dev.fishnet.audit;

import java.util.Locale;

/** How a request ended that was allowed. */
public enum Ending {
    /** The upstream's answer came whole and was passed on. */
    ANSWERED,
    /** The answer began and broke off. */
    CUT,
    /** The agent went away first. */
    LEFT,
    /** There was no answer to pass on. */
    FAILED,
    /** Nothing was sent: the credential never left. */
    UNSENT;

    /** As the log has it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
