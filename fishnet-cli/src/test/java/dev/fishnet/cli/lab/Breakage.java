package dev.fishnet.cli.lab;

import java.util.List;
import java.util.stream.Stream;

/**
 * Something that somebody else does to the rules.
 *
 * @param commands as argument vectors, run as root on the machine
 * @param found the ids of findings that must name it
 */
record Breakage(String what, List<String[]> commands, List<String> found) {
    /** Of the back end iptables. */
    static Stream<Breakage> iptables() {
        return Stream.of(
                of("an ACCEPT stands before our jump", "rules", "iptables -I OUTPUT 1 -j ACCEPT"),
                of("our jump is gone", "rules", "iptables -D OUTPUT 1"),
                of("our jump is gone from IPv6", "rules", "ip6tables -D OUTPUT 1"),
                of("the entry is flushed", "rules", "iptables -F FISHNET-OUT"),
                of("an agent's chain is flushed", "dns53-udp4", "iptables -F FISHNET-AGENT"),
                of("refusing is flushed", "rules", "iptables -F FISHNET-DENY"),
                of("an agent's packets return", "dns53-tcp4", "iptables -I FISHNET-AGENT 1 -j RETURN"),
                of("SYN cookies are let out", "rules", "iptables -D FISHNET-OUT 1"),
                of("a uid rule is gone", "rules", "iptables -D FISHNET-OUT 2"),
                of("a range of subordinate uids is gone", "rules", "iptables -D FISHNET-OUT 3"),
                of("names over TCP are let through", "dns53-tcp4", "iptables -D FISHNET-AGENT 2"),
                of("names over UDP are let through in IPv6", "dns53-udp6", "ip6tables -D FISHNET-AGENT 3"),
                of("what is caught after NAT is flushed", "rules", "iptables -t mangle -F FISHNET-POST"),
                of("the jump to it is gone", "rules", "iptables -t mangle -D POSTROUTING 1"),
                of("all of IPv6 is flushed", "tcp6", "ip6tables -F OUTPUT", "ip6tables -t mangle -F POSTROUTING"),
                of(
                        "UDP is let out in both tables",
                        "udp4",
                        "iptables -I FISHNET-OUT 1 -p udp -j RETURN",
                        "iptables -t mangle -I FISHNET-POST 1 -p udp -j RETURN"));
    }

    private static Breakage of(String what, String found, String... commands) {
        return new Breakage(
                what,
                Stream.of(commands).map(line -> line.split(" ", -1)).toList(),
                List.of("rules", found).stream().distinct().toList());
    }

    @Override
    public String toString() {
        return what;
    }
}
