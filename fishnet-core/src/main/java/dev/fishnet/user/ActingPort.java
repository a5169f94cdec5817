package dev.fishnet.user;

import dev.fishnet.error.FishnetException;

/**
 * Lets root do something to files as the account they belong to.
 *
 * <p>Guarantees: the work has that account's rights to files, its one group, and nothing of root's: what it makes is
 * the account's, and what only root may open stays shut to it, wherever a link leads. Threads that the work starts are
 * like it. The process itself stays root's, so the account can neither stop nor trace it.
 */
public interface ActingPort {
    /** Something done to files. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws FishnetException;
    }

    /**
     * Does the work on a thread of its own and waits for its end, though not for ever.
     *
     * @throws FishnetException what the work throws; of kind NOT_PRIVILEGED when this process may not act as that
     *     account; of kind UNAVAILABLE when the work takes half a minute, and goes on
     */
    <T> T as(FileOwner owner, Work<T> work) throws FishnetException;
}
