package dev.fishnet.platform.linux;

import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.firewall.LoopbackAccess;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A lockdown as our table, in the very words in which nft(8) lists it. */
final class NftRules {
    static final String AGENTS = "agents";

    private final Lockdown lockdown;
    private final NftTable found;
    private final SortedMap<NftProfile, List<LockedAgent>> strict = new TreeMap<>();

    private NftRules(Lockdown lockdown, NftTable found) {
        this.lockdown = lockdown;
        this.found = found;
        for (LockedAgent agent : lockdown.agents()) {
            if (agent.loopback() instanceof LoopbackAccess.Strict access) {
                strict.computeIfAbsent(new NftProfile(access), profile -> new ArrayList<>())
                        .add(agent);
            }
        }
    }

    /** @param found what is loaded: of several ways to cut the agents' uids into elements it has chosen one */
    static NftTable of(Lockdown lockdown, NftTable found) {
        return new NftRules(lockdown, found).table();
    }

    private NftTable table() {
        List<NftBlock> blocks = new ArrayList<>(fixed());
        blocks.add(agent());
        blocks.add(uids(AGENTS, lockdown.agents()));
        blocks.add(register(NftProfile.REGISTER, standard()));
        for (Map.Entry<NftProfile, List<LockedAgent>> entry : strict.entrySet()) {
            blocks.add(entry.getKey().chain());
            blocks.add(uids(entry.getKey().strict(), entry.getValue()));
            blocks.add(register(entry.getKey().register(), entry.getValue()));
        }
        return NftTable.of(blocks);
    }

    /**
     * The answer to a connection from outside that the kernel gives by itself, as a SYN cookie, belongs to no socket;
     * an agent could fill its own listener's queue to get one, so this machine has none while anybody is locked down.
     * What has an owner compares with any uid, what has none with no uid at all. After address translation an agent's
     * packet may leave elsewhere than it was sent to, hence the second hook; there, others' packets that are only
     * forwarded have no owner either and must not be touched.
     */
    private static List<NftBlock> fixed() {
        return List.of(
                NftBlock.counter("denied"),
                NftBlock.counter("denied_loopback"),
                NftBlock.counter("denied_rerouted"),
                NftBlock.chain(
                                "output",
                                "oifname != \"lo\" tcp flags syn,ack / syn,ack jump ownerless",
                                "meta skuid @agents jump agent")
                        .attached("hook output priority -5"),
                NftBlock.chain(
                                "postrouting",
                                "oifname != \"lo\" meta skuid @agents counter name \"denied_rerouted\" drop")
                        .attached("hook postrouting priority 110"),
                NftBlock.chain("ownerless", "meta skuid 0-4294967295 return", "drop"),
                NftBlock.chain("deny", "counter name \"denied\"", "goto refuse"),
                NftBlock.chain("deny_loopback", "counter name \"denied_loopback\"", "goto refuse"),
                refuse());
    }

    /**
     * A refusal goes to whom the packet says it is from and quotes it: where that is not this machine (IPV6_FREEBIND
     * lets anybody say so), it would carry the packet out.
     */
    private static NftBlock refuse() {
        return NftBlock.chain(
                "refuse",
                "limit rate 10/minute burst 20 packets log prefix \"fishnet deny: \" flags skuid",
                "fib saddr type != local drop",
                "meta l4proto 6 reject with tcp reset",
                "reject with icmpx admin-prohibited");
    }

    /**
     * What an agent's packet meets; who has strict access returns from there only with what that allows. Within this
     * machine whoever answers a packet would answer whom it says it is from, and a routing header (RFC 8754) would have
     * the kernel send it on: either would carry it out in somebody else's name.
     */
    private NftBlock agent() {
        Stream<String> jumps = strict.keySet().stream()
                .map(profile -> "meta skuid @" + profile.strict() + " jump " + profile.strict());
        return NftBlock.chain("agent")
                .with(Stream.of(
                                Stream.of(
                                        "oifname != \"lo\" goto deny",
                                        "fib saddr type != local drop",
                                        "exthdr rt exists drop"),
                                jumps,
                                Stream.of("meta l4proto { 6, 17, 136 } th dport { 53, 853, 5353, 5355 }"
                                        + " goto deny_loopback"))
                        .flatMap(rules -> rules)
                        .toList());
    }

    private NftBlock uids(String name, Collection<LockedAgent> agents) {
        List<NftOwner> owners = agents.stream().flatMap(NftOwner::of).toList();
        NftBlock empty = NftBlock.uids(name, List.of());
        return empty.with(NftElements.covering(owners, found.items(empty.title())));
    }

    /** Who is who: no packet ever comes here, and unlike the elements of a set, rules may overlap. */
    private static NftBlock register(String name, Collection<LockedAgent> agents) {
        return NftBlock.chain(name)
                .with(agents.stream().flatMap(NftOwner::of).map(NftOwner::rule).toList());
    }

    private List<LockedAgent> standard() {
        return lockdown.agents().stream()
                .filter(agent -> agent.loopback() instanceof LoopbackAccess.Standard)
                .toList();
    }
}
