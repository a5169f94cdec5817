package dev.fishnet.user;

/** The account an AI agent runs as; never root, whom no packet filter holds. */
public record AgentUser(UserName name, long uid, SubordinateIds subordinateIds) {
    public AgentUser {
        UserAccount.requireId(uid);
        if (uid == 0) {
            throw new IllegalArgumentException("root cannot be an agent");
        }
    }

    /** Whether a process with this uid may be the agent's: its own uid, or one of its subordinate ones. */
    public boolean covers(long candidate) {
        return candidate == uid
                || subordinateIds.ranges().stream()
                        .anyMatch(range -> range.first() <= candidate && candidate <= range.last());
    }
}
