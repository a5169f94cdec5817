package dev.fishnet.platform.linux;

import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A lockdown as rules, in the very words iptables-save(8) gives them back in. A packet that is let through returns to
 * the built-in chain, so that other people's rules still count.
 */
final class LockdownRules {
    /**
     * The answer to a connection from outside that the kernel gives by itself, as a SYN cookie, when a listener's queue
     * is full. It belongs to no socket, so no rule about owners sees it; an agent could fill its own queue to get one.
     * The cost is that this machine has no SYN cookies while anybody is locked down.
     */
    private static final String OWNERLESS =
            "! -o lo -p tcp -m tcp --tcp-flags SYN,ACK SYN,ACK -m owner ! --socket-exists -j DROP";

    /** What is forwarded belongs to no socket either, but its source is not this machine, before translation. */
    private static final String OWNERLESS_OF_THIS_MACHINE =
            OWNERLESS.replace(" -m owner ", " -m addrtype --src-type LOCAL -m owner ");

    private LockdownRules() {}

    static OwnRules of(Lockdown lockdown, Place place) {
        Map<String, List<Rule>> chains = switch (place.table()) {
            case FILTER -> refusing(lockdown, place.family());
            case MANGLE -> dropping(lockdown);
        };
        chains.put(AgentComments.CHAIN, AgentComments.register(lockdown));
        return OwnRules.askedFirst(place.table(), chains);
    }

    private static Map<String, List<Rule>> refusing(Lockdown lockdown, IpFamily family) {
        List<UidSpan> spans = UidSpan.of(lockdown, agent -> Profile.of(agent.loopback()));
        Map<String, List<Rule>> chains = new TreeMap<>(UidTree.chains(
                Table.FILTER.entry(),
                rules(OWNERLESS),
                spans,
                span -> "-g " + span.profile().chain()));
        // Two profiles of one name would be a mistake that opens loopback; so they must not have one.
        spans.stream().map(UidSpan::profile).distinct().forEach(profile -> {
            if (chains.put(profile.chain(), kept(profile, family)) != null) {
                throw new IllegalStateException("two chains are named " + profile.chain());
            }
        });
        chains.put("FISHNET-DENY", deny(family));
        return chains;
    }

    private static Map<String, List<Rule>> dropping(Lockdown lockdown) {
        List<UidSpan> spans = UidSpan.of(lockdown, agent -> new Profile.Standard());
        return UidTree.chains(
                Table.MANGLE.entry(), rules("-o lo -j RETURN", OWNERLESS_OF_THIS_MACHINE), spans, span -> "-j DROP");
    }

    private static List<Rule> kept(Profile profile, IpFamily family) {
        if (profile instanceof Profile.Standard) {
            return standard(family);
        }
        return switch (profile) {
            case Profile.Standard standard -> standard(family);
            case Profile.Strict strict -> strict(strict, family);
        };
    }

    /**
     * Beyond loopback everything is refused. Within it, whoever answers a packet would answer whom it says it is from,
     * and a routing header (RFC 8754) would have the kernel send it on: either would carry it out in somebody else's
     * name.
     */
    private static Stream<Rule> withinThisMachine(IpFamily family) {
        Stream<String> both = Stream.of("! -o lo -j FISHNET-DENY", "-m addrtype ! --src-type LOCAL -j DROP");
        Stream<String> routed =
                family == IpFamily.V6 ? Stream.of("-m ipv6header --header ipv6-route --soft -j DROP") : Stream.of();
        return Stream.concat(both, routed).map(Rule::parse);
    }

    private static List<Rule> standard(IpFamily family) {
        List<Rule> names = rules(
                "-p tcp -m multiport --dports 53,853,5353,5355 -j FISHNET-DENY",
                "-p udp -m multiport --dports 53,853,5353,5355 -j FISHNET-DENY",
                "-p udplite -m multiport --dports 53,853,5353,5355 -j FISHNET-DENY");
        return Stream.concat(withinThisMachine(family), names.stream()).toList();
    }

    /** What answers a connection is never a SYN alone, so serving on a port does not open connections from it. */
    private static List<Rule> strict(Profile.Strict strict, IpFamily family) {
        String loopback = family.loopback();
        Stream<String> open = strict.open().isEmpty()
                ? Stream.of()
                : Stream.of("-d " + loopback + " -p tcp -m multiport --dports " + list(strict.open()) + " -j RETURN");
        Stream<String> served = strict.served().isEmpty()
                ? Stream.of()
                : Stream.of("-s " + loopback + " -p tcp -m tcp ! --tcp-flags FIN,SYN,RST,ACK SYN -m multiport --sports "
                        + list(strict.served()) + " -j RETURN");
        Stream<Rule> kept = Stream.of(open, served, Stream.of("-j FISHNET-DENY"))
                .flatMap(rules -> rules)
                .map(Rule::parse);
        return Stream.concat(withinThisMachine(family), kept).toList();
    }

    /**
     * Refusals are answered at once, and the log is not a way to fill the disk. A refusal goes to whom the packet says
     * it is from and quotes it: where that is not this machine (IPV6_FREEBIND lets anybody say so), it would carry the
     * packet out.
     */
    private static List<Rule> deny(IpFamily family) {
        return rules(
                "-m limit --limit 10/min --limit-burst 20 -j LOG --log-prefix \"fishnet deny: \" --log-uid",
                "-m addrtype ! --src-type LOCAL -j DROP",
                "-p tcp -j REJECT --reject-with tcp-reset",
                "-j REJECT --reject-with " + family.refusal());
    }

    private static String list(Collection<Integer> ports) {
        return ports.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static List<Rule> rules(String... texts) {
        return Stream.of(texts).map(Rule::parse).toList();
    }
}
