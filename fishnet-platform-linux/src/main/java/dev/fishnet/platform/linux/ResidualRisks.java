package dev.fishnet.platform.linux;

import java.util.List;

/** What stays open on Linux however tight the rules are. */
final class ResidualRisks {
    static final List<String> ON_LINUX = List.of(
            "programs that run as somebody else for the agent: setuid and setgid programs, sudo, doas, cron, at",
            "programs with file capabilities: one with NET_RAW or NET_ADMIN sends past the packet filter",
            "helpers that the agent reaches by unix or abstract sockets: docker, D-Bus services, agents, proxies",
            "open sockets that another process hands over, and virtual machine sockets (vsock)",
            "a proxy or forwarder on loopback, unless the lockdown is strict",
            "what the kernel itself says for the agent: joins of multicast groups (IGMP, MLD), ARP");

    private ResidualRisks() {}
}
