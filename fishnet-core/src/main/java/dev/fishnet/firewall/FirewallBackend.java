package dev.fishnet.firewall;

import java.util.Locale;

/** Which program is to hold the lockdown, where an operating system has more than one. */
public enum FirewallBackend {
    /** The one that holds it already; else iptables where it is installed, else nftables. On macOS pf. */
    AUTO,
    IPTABLES,
    NFTABLES;

    /** As the command line has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
