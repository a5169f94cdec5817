package dev.fishnet.platform.linux;

import dev.fishnet.user.UserName;
import java.util.Set;

/**
 * An agent as the kernel knows it when it decides what the agent may do.
 *
 * @param firstGroup the one that its account names
 * @param groups every group's number, the first one's included
 * @param home absolute
 */
record Agent(UserName name, long uid, long firstGroup, Set<Long> groups, String home) {
    private static final int WRITE = 2;
    private static final int SEARCH_OR_RUN = 1;

    Agent {
        groups = Set.copyOf(groups);
    }

    boolean mayWrite(FileFacts file) {
        return may(WRITE, file);
    }

    boolean mayRun(FileFacts file) {
        return may(SEARCH_OR_RUN, file);
    }

    /** The first class that fits decides, as in path_resolution(7). */
    private boolean may(int bit, FileFacts file) {
        if (file.uid() == uid) {
            return (file.mode() >> 6 & bit) != 0;
        }
        if (groups.contains(file.gid())) {
            return (file.mode() >> 3 & bit) != 0;
        }
        return (file.mode() & bit) != 0;
    }

    @Override
    public String toString() {
        return "'" + name + "'";
    }
}
