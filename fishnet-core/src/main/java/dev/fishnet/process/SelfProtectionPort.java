package dev.fishnet.process;

import java.util.List;

/**
 * What a process can do for itself against readers of the same user: not dumpable, no core file, memory that is not
 * swapped. Hardening, not the boundary; the boundary is that the agent is another user.
 */
public interface SelfProtectionPort {
    /** Turns on everything this system has; returns what did not work, a sentence each. Harmless to repeat. */
    List<String> protect();
}
