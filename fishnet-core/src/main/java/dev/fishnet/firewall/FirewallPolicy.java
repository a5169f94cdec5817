package dev.fishnet.firewall;

import dev.fishnet.user.AgentUser;
import dev.fishnet.user.UserName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the packet filter is to hold. */
public sealed interface FirewallPolicy {
    /** Who is locked down by it. */
    Lockdown lockdown();

    /**
     * These agents reach loopback, as far as each one's {@link LoopbackAccess} says, and nothing else: both IP
     * families, every protocol, their subordinate uids included.
     *
     * @param agents ordered by name, each name once
     */
    record Lockdown(List<LockedAgent> agents) implements FirewallPolicy {
        public Lockdown {
            agents = agents.stream()
                    .sorted((one, other) -> one.name().compareTo(other.name()))
                    .toList();
            requireAgents(agents);
        }

        @Override
        public Lockdown lockdown() {
            return this;
        }

        /** All of these with {@link LoopbackAccess.Standard}. */
        public static Lockdown standard(AgentUser... users) {
            return new Lockdown(Stream.of(users).map(LockedAgent::standard).toList());
        }

        public Optional<LockedAgent> find(UserName name) {
            return agents.stream().filter(agent -> agent.name().equals(name)).findFirst();
        }

        /** Whether everybody whom the other policy locks down is locked down here in exactly the same way. */
        public boolean covers(Lockdown other) {
            return agents.containsAll(other.agents);
        }

        /** This one and the other; who is in both is taken as the other has it. */
        public Lockdown with(Lockdown other) {
            Stream<LockedAgent> kept =
                    agents.stream().filter(agent -> other.find(agent.name()).isEmpty());
            return new Lockdown(Stream.concat(kept, other.agents.stream()).toList());
        }

        /** The others, or empty when there are none. */
        public Optional<Lockdown> without(UserName name) {
            List<LockedAgent> others =
                    agents.stream().filter(agent -> !agent.name().equals(name)).toList();
            return others.isEmpty() ? Optional.empty() : Optional.of(new Lockdown(others));
        }

        private static void requireAgents(List<LockedAgent> agents) {
            if (agents.isEmpty()) {
                throw new IllegalArgumentException("a lockdown needs an agent");
            }
            if (agents.stream().map(LockedAgent::name).distinct().count() != agents.size()) {
                throw new IllegalArgumentException("an agent is named twice");
            }
        }
    }
}
