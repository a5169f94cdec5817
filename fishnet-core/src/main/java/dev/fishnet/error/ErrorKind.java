package dev.fishnet.error;

/** What kind of failure it is; the command line turns it into an exit code, an embedder into whatever it needs. */
public enum ErrorKind {
    /** The caller asked for something that cannot be meant. */
    USAGE,
    /** Policy, or a check the caller asked for, said no. */
    DENIED,
    NOT_FOUND,
    /** The same call would work for another user, usually root. */
    NOT_PRIVILEGED,
    /** Something needed is not there now: a tool, a port, a network. */
    UNAVAILABLE,
    /** Data that does not prove itself: damaged, truncated, forged, or opened with the wrong secret. */
    CORRUPT,
    FAILED
}
