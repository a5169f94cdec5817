package dev.fishnet.firewall;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** How much of loopback a locked-down agent keeps. */
public sealed interface LoopbackAccess {
    /** Where names are looked up: DNS, DNS over TLS, mDNS and LLMNR. A resolver there would carry data out in names. */
    Set<Integer> NAME_RESOLUTION = Set.of(53, 853, 5353, 5355);

    /** All of it but {@link #NAME_RESOLUTION}, over every transport. */
    record Standard() implements LoopbackAccess {}

    /**
     * TCP ports on 127.0.0.1 and ::1, and nothing else: neither the machine's own addresses nor another user's servers.
     *
     * @param gatewayPort where the agent reaches Fishnet
     * @param allowedPorts where it may also connect to, and may serve itself; at most {@link #MOST_ALLOWED}, ascending
     */
    record Strict(int gatewayPort, SortedSet<Integer> allowedPorts) implements LoopbackAccess {
        /** With the gateway's port as many as one rule of every packet filter can name. */
        public static final int MOST_ALLOWED = 14;

        public Strict {
            allowedPorts = Collections.unmodifiableSortedSet(new TreeSet<>(allowedPorts));
            requirePort(gatewayPort);
            allowedPorts.forEach(Strict::requirePort);
            if (allowedPorts.contains(gatewayPort)) {
                throw new IllegalArgumentException("port " + gatewayPort + " is the gateway's, and open already");
            }
            if (allowedPorts.size() > MOST_ALLOWED) {
                throw new IllegalArgumentException("more than " + MOST_ALLOWED + " ports are allowed");
            }
        }

        private static void requirePort(int port) {
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("not a port: " + port);
            }
            if (NAME_RESOLUTION.contains(port)) {
                throw new IllegalArgumentException("port " + port + " resolves names, which carry data out");
            }
        }
    }
}
