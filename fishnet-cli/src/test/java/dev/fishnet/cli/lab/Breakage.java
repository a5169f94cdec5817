package dev.fishnet.cli.lab;

import java.util.List;
import java.util.stream.Stream;

/**
 * Something that somebody else does to the rules. Reading them finds each; where packets can show it too, they do.
 *
 * @param commands as argument vectors, run as root on the machine; UID and RANGE are the agent's
 * @param shown ids of attempts that come to something else for it; SUB is the first of the agent's subordinate uids
 */
record Breakage(Lockdown lockdown, String what, String shown, String... commands) {
    private static final Lockdown IPTABLES = new Lockdown("iptables", false);
    private static final Lockdown IPTABLES_STRICT = new Lockdown("iptables", true);
    private static final Lockdown NFTABLES = new Lockdown("nftables", false);
    private static final Lockdown NFTABLES_STRICT = new Lockdown("nftables", true);
    private static final String ONLY_READ = "";
    private static final String NFT = "nft %s inet fishnet ";
    private static final String FLUSH = NFT.formatted("flush chain");
    private static final String ADD = NFT.formatted("add rule");
    private static final String INSERT = NFT.formatted("insert rule");
    private static final String DELETE = NFT.formatted("delete element");

    /** What is broken. */
    record Lockdown(String backend, boolean strict) {
        @Override
        public String toString() {
            return backend + (strict ? ", strict" : "");
        }
    }

    static Stream<Lockdown> lockdowns() {
        return Stream.of(IPTABLES, IPTABLES_STRICT, NFTABLES, NFTABLES_STRICT);
    }

    static Stream<Breakage> all() {
        return Stream.of(iptables(), iptablesStrict(), nftables(), nftablesStrict())
                .flatMap(each -> each);
    }

    private static Stream<Breakage> iptables() {
        return Stream.of(
                iptables("an ACCEPT stands before our jump", "dns53-udp4", "iptables -I OUTPUT 1 -j ACCEPT"),
                iptables("the jump is gone from IPv6", "dns53-tcp6", "ip6tables -D OUTPUT 1"),
                iptables("the entry is flushed", "dns53-tcp4", "iptables -F FISHNET-OUT"),
                iptables("refusing is flushed", "dns53-udp4", "iptables -F FISHNET-DENY"),
                iptables("answers to forged addresses leave", "udp6-foreign", "ip6tables -D FISHNET-DENY 2"),
                iptables("so do those from this machine", "udp6-foreign-lo", "ip6tables -D FISHNET-AGENT 2"),
                iptables("SYN cookies are let out", ONLY_READ, "iptables -D FISHNET-OUT 1"),
                iptables("a range of subordinate uids is gone", "dns53-udp4@SUB", "iptables -D FISHNET-OUT 3"),
                iptables("names over TCP are let through", "dns53-tcp4", "iptables -D FISHNET-AGENT 3"),
                iptables(
                        "the order is changed",
                        ONLY_READ,
                        "iptables -D FISHNET-AGENT 1",
                        "iptables -A FISHNET-AGENT ! -o lo -j FISHNET-DENY"),
                iptables("what is caught after NAT is flushed", ONLY_READ, "iptables -t mangle -F FISHNET-POST"),
                iptables("the register is flushed", ONLY_READ, "iptables -F FISHNET-AGENTS"),
                iptables(
                        "all of IPv6 is flushed",
                        "tcp6 udp6",
                        "ip6tables -F OUTPUT",
                        "ip6tables -t mangle -F POSTROUTING"),
                iptables(
                        "UDP is let out in both tables",
                        "udp4 program-udp4",
                        "iptables -I FISHNET-OUT 1 -p udp -j RETURN",
                        "iptables -t mangle -I FISHNET-POST 1 -p udp -j RETURN"));
    }

    private static Stream<Breakage> iptablesStrict() {
        return Stream.of(
                new Breakage(
                        IPTABLES_STRICT,
                        "the rest of loopback is opened",
                        "lo-tcp4 lo-udp4",
                        "iptables -I FISHNET-STRICT-3777 1 -o lo -j RETURN"),
                new Breakage(
                        IPTABLES_STRICT, "the gateway is closed", "gateway4", "iptables -D FISHNET-STRICT-3777 3"));
    }

    private static Stream<Breakage> nftables() {
        return Stream.of(
                nftables("the table is dormant", "tcp4 udp6", "nft add table inet fishnet { flags dormant; }"),
                nftables("the agent's uid is gone", "tcp4", DELETE + "agents { UID }"),
                nftables("a range of subordinate uids is gone", "tcp4@SUB", DELETE + "agents { RANGE }"),
                nftables("the entry is flushed", "dns53-udp4", FLUSH + "output"),
                nftables("an accept stands first", "dns53-tcp6", INSERT + "agent accept"),
                nftables("names are let through", "dns53-udp4", FLUSH + "deny_loopback"),
                nftables("what is caught after NAT is flushed", ONLY_READ, FLUSH + "postrouting"),
                nftables("SYN cookies are let out", ONLY_READ, FLUSH + "ownerless"),
                nftables("the register is flushed", ONLY_READ, FLUSH + "register"),
                nftables(
                        "answers to forged addresses leave",
                        "udp6-foreign",
                        FLUSH + "refuse",
                        ADD + "refuse reject with icmpx admin-prohibited"),
                nftables(
                        "IPv6 is let out",
                        "tcp6 udp6",
                        INSERT + "output meta nfproto ipv6 accept",
                        INSERT + "postrouting meta nfproto ipv6 accept"));
    }

    private static Stream<Breakage> nftablesStrict() {
        return Stream.of(
                new Breakage(NFTABLES_STRICT, "its set lacks the uid", "lo-udp4", DELETE + "strict_3777 { UID }"),
                new Breakage(
                        NFTABLES_STRICT,
                        "the gateway is closed",
                        "gateway4 gateway6",
                        FLUSH + "strict_3777",
                        ADD + "strict_3777 goto deny_loopback"));
    }

    private static Breakage iptables(String what, String shown, String... commands) {
        return new Breakage(IPTABLES, what, shown, commands);
    }

    private static Breakage nftables(String what, String shown, String... commands) {
        return new Breakage(NFTABLES, what, shown, commands);
    }

    /** The findings that must be faults. */
    List<String> faults(String subordinate) {
        return Stream.of(("rules " + shown).strip().split(" ", -1))
                .map(id -> id.replace("SUB", subordinate))
                .toList();
    }

    @Override
    public String toString() {
        return lockdown + ": " + what;
    }
}
