package dev.fishnet.proxy.store;

import java.util.List;

/**
 * What happens to one system call of a thread of the process that writes.
 *
 * @param call its name
 * @param which of the thread's calls of that name, from 1 on
 * @param effect in strace's words
 * @param fresh whether the process begins without a file
 */
record Crash(String call, int which, String effect, boolean fresh) {
    static final String NONE = "";
    static final String KILL = "signal=KILL";
    static final String BROKEN = "error=EIO";
    static final String FULL = "error=ENOSPC";

    /** With the filter strace is quicker, but then no signal that it injects arrives. */
    List<String> options() {
        if (effect.equals(NONE)) {
            return List.of();
        }
        String inject = "inject=" + call + ":" + effect + ":when=" + which;
        return effect.equals(KILL) ? List.of("-e", inject) : List.of("--seccomp-bpf", "-e", inject);
    }
}
