package dev.fishnet.cli.daemon;

import dev.fishnet.error.FishnetException;

/** Where checkpoints are handed out. */
interface Outlet {
    /**
     * Puts it in place of the one before.
     *
     * @throws FishnetException when it did not get there
     */
    void put(Signed checkpoint) throws FishnetException;
}
