package dev.fishnet.firewall;

import dev.fishnet.user.AgentUser;
import dev.fishnet.user.UserName;

/** An agent under lockdown, and how much of loopback it keeps. Agents may differ in that. */
public record LockedAgent(AgentUser user, LoopbackAccess loopback) {
    /** With all of loopback but name resolution. */
    public static LockedAgent standard(AgentUser user) {
        return new LockedAgent(user, new LoopbackAccess.Standard());
    }

    public UserName name() {
        return user.name();
    }
}
