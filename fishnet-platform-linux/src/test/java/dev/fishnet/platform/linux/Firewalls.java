package dev.fishnet.platform.linux;

import dev.fishnet.firewall.FirewallBackend;
import dev.fishnet.process.ProcessControlPort;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The packet filters of a host, one at a time. */
final class Firewalls {
    private Firewalls() {}

    static LinuxFirewall iptables(ProcessControlPort processes, BooleanSupplier ipv6) {
        return of(processes, new IptablesFilter(processes, ipv6));
    }

    static LinuxFirewall of(ProcessControlPort processes, PacketFilter... filters) {
        return new LinuxFirewall(
                List.of(filters), FirewallBackend.AUTO, Persistence.NONE, new LiveConnections(processes));
    }
}
