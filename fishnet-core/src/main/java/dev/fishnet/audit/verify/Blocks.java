package dev.fishnet.audit.verify;

import dev.fishnet.audit.LogSource;

/** The parts of a log whose hashes are kept, and that are archived together. */
final class Blocks {
    /** In entries. */
    static final long SIZE = 1L << LogSource.STEP;

    private Blocks() {}
}
