package dev.fishnet.isolation;

import dev.fishnet.firewall.FirewallState;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.UserName;
import java.util.List;

/** Whether what the packet filter holds is a lockdown of everything an agent can be. */
final class LockdownCheck {
    private static final String CHECK = "lockdown";

    private final FirewallState state;

    LockdownCheck(FirewallState state) {
        this.state = state;
    }

    Observation of(AgentUser agent) {
        return switch (state) {
            case FirewallState.Absent absent -> open("'" + agent.name() + "' is not locked down", agent.name());
            case FirewallState.Enforced enforced -> enforced(agent);
            case FirewallState.Drifted drifted -> open("the lockdown does not hold: " + first(drifted), agent.name());
            case FirewallState.Unreadable unreadable -> unseen(unreadable);
        };
    }

    /** When nobody was named and nobody was found. */
    Observation ofNobody() {
        return switch (state) {
            case FirewallState.Absent absent -> nobody("no agent is locked down");
            case FirewallState.Enforced enforced -> nobody("no agent is locked down");
            case FirewallState.Drifted drifted -> nobody("the lockdown does not hold: " + first(drifted));
            case FirewallState.Unreadable unreadable -> unseen(unreadable);
        };
    }

    /** An account may have been made anew, or been given more subordinate uids, since it was locked down. */
    private Observation enforced(AgentUser agent) {
        List<AgentUser> held = Doctor.lockedDown(state);
        if (held.contains(agent)) {
            int ranges = agent.subordinateIds().ranges().size();
            return Observation.good(
                    CHECK,
                    "'" + agent.name() + "' reaches loopback only"
                            + (ranges == 0 ? "" : ", its " + ranges + " range(s) of subordinate uids too"));
        }
        boolean otherwise = held.stream().anyMatch(other -> other.name().equals(agent.name()));
        return open(
                "'" + agent.name() + "' is "
                        + (otherwise ? "locked down with other uids than it has now" : "not locked down"),
                agent.name());
    }

    private static Observation nobody(String detail) {
        return Observation.open(CHECK, detail, "sudo fishnet firewall enable --agent-user AGENT --apply");
    }

    private static Observation open(String detail, UserName agent) {
        return Observation.open(CHECK, detail, "sudo fishnet firewall enable --agent-user " + agent + " --apply");
    }

    private static Observation unseen(FirewallState.Unreadable unreadable) {
        return Observation.unseen(
                CHECK, "the packet filter could not be asked: " + unreadable.reason(), "sudo fishnet doctor");
    }

    private static String first(FirewallState.Drifted drifted) {
        int others = drifted.differences().size() - 1;
        return drifted.differences().stream().findFirst().orElse("its rules were changed")
                + (others > 0 ? " (and " + others + " more)" : "");
    }
}
