package dev.fishnet.config;

import dev.fishnet.firewall.FirewallBackend;
import java.util.List;

/** What {@code fishnet firewall enable} takes for options that it is not given. */
public record FirewallDefaults(FirewallBackend backend, boolean strict, List<Integer> allowPorts) {
    static final FirewallDefaults DEFAULT = new FirewallDefaults(FirewallBackend.AUTO, false, List.of());

    public FirewallDefaults {
        allowPorts = List.copyOf(allowPorts);
    }
}
