package dev.fishnet.firewall;

import java.util.List;

/** What the packet filter holds now, as far as it can be seen. */
public sealed interface FirewallState {
    /** Nothing of ours is loaded. */
    record Absent() implements FirewallState {}

    /** Exactly the rules of this policy are loaded, and they are asked first. */
    record Enforced(FirewallPolicy policy) implements FirewallState {}

    /**
     * Something of ours is loaded, but it does not amount to a lockdown.
     *
     * @param differences what is missing or foreign, one line each
     */
    record Drifted(List<String> differences) implements FirewallState {
        public Drifted {
            differences = List.copyOf(differences);
        }
    }

    /** The packet filter would not say, usually because only root may ask. */
    record Unreadable(String reason) implements FirewallState {}
}
