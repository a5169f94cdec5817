package dev.fishnet.firewall;

import dev.fishnet.user.AgentUser;
import java.util.Comparator;
import java.util.List;

/** What the packet filter is to hold. */
public sealed interface FirewallPolicy {
    /**
     * These agents reach loopback, as far as {@code loopback} says, and nothing else: both IP families, every protocol,
     * their subordinate uids included.
     *
     * @param agents ordered by name, each name once
     */
    record Lockdown(List<AgentUser> agents, LoopbackAccess loopback) implements FirewallPolicy {
        public Lockdown {
            agents = agents.stream()
                    .sorted(Comparator.comparing(AgentUser::name))
                    .toList();
            requireAgents(agents);
        }

        /** Whether everybody whom the other policy locks down is locked down here with exactly the same uids. */
        public boolean covers(Lockdown other) {
            return agents.containsAll(other.agents) && loopback.equals(other.loopback);
        }

        private static void requireAgents(List<AgentUser> agents) {
            if (agents.isEmpty()) {
                throw new IllegalArgumentException("a lockdown needs an agent");
            }
            if (agents.stream().map(AgentUser::name).distinct().count() != agents.size()) {
                throw new IllegalArgumentException("an agent is named twice");
            }
        }
    }
}
