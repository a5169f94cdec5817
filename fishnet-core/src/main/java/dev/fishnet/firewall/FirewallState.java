package dev.fishnet.firewall;

import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import java.util.List;
import java.util.Optional;

/** What the packet filter holds now, as far as it can be seen. */
public sealed interface FirewallState {
    /** Nothing of ours is loaded, and nothing of ours should be. */
    record Absent() implements FirewallState {}

    /** Exactly the rules of this policy are loaded, and they are asked first. */
    record Enforced(Lockdown policy) implements FirewallState {}

    /**
     * What is loaded does not amount to the lockdown that should be.
     *
     * @param expected what should be in force, as far as anything still says so
     * @param differences what is missing or foreign, one line each
     */
    record Drifted(Optional<Lockdown> expected, List<String> differences) implements FirewallState {
        public Drifted {
            differences = List.copyOf(differences);
        }
    }

    /**
     * The packet filter would not say, usually because only root may ask.
     *
     * @param expected what should be in force, where that can be seen
     */
    record Unreadable(Optional<Lockdown> expected, String reason) implements FirewallState {}
}
