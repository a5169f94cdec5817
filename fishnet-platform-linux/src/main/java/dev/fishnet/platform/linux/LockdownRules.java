package dev.fishnet.platform.linux;

import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds.Range;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** A lockdown as rules, in the very words iptables-save(8) gives them back in. */
final class LockdownRules {
    /**
     * The answer to a connection from outside that the kernel gives by itself, as a SYN cookie, when a listener's queue
     * is full. It belongs to no socket, so no rule about owners sees it; an agent could fill its own queue to get one.
     * The cost is that this machine has no SYN cookies while anybody is locked down.
     */
    private static final String OWNERLESS =
            "! -o lo -p tcp -m tcp --tcp-flags SYN,ACK SYN,ACK -m owner ! --socket-exists -j DROP";

    private LockdownRules() {}

    static OwnRules of(Lockdown lockdown, Place place) {
        return OwnRules.askedFirst(
                switch (place.table()) {
                    case FILTER ->
                        Map.of(
                                "FISHNET-OUT",
                                        rules(Stream.concat(
                                                Stream.of(OWNERLESS), forEachAgent(lockdown, "%s -j FISHNET-AGENT"))),
                                "FISHNET-AGENT", rules(agent()),
                                "FISHNET-DENY", rules(deny(place.family())));
                    case MANGLE ->
                        Map.of(
                                "FISHNET-POST",
                                rules(Stream.concat(
                                        Stream.of(OWNERLESS), forEachAgent(lockdown, "! -o lo %s -j DROP"))));
                });
    }

    /** What an agent's packet meets: everything beyond loopback is refused, and name resolution even there. */
    private static Stream<String> agent() {
        return Stream.of(
                "! -o lo -j FISHNET-DENY",
                "-p tcp -m multiport --dports 53,853,5353,5355 -j FISHNET-DENY",
                "-p udp -m multiport --dports 53,853,5353,5355 -j FISHNET-DENY",
                "-p udplite -m multiport --dports 53,853,5353,5355 -j FISHNET-DENY");
    }

    /** Refusals are answered at once, and the log is not a way to fill the disk. */
    private static Stream<String> deny(IpFamily family) {
        return Stream.of(
                "-m limit --limit 10/min --limit-burst 20 -j LOG --log-prefix \"fishnet deny: \" --log-uid",
                "-p tcp -j REJECT --reject-with tcp-reset",
                "-j REJECT --reject-with " + family.refusal());
    }

    private static Stream<String> forEachAgent(Lockdown lockdown, String shape) {
        Function<String, Stream<String>> shaped = owner -> Stream.of(shape.formatted(owner));
        return lockdown.agents().stream()
                .map(LockedAgent::user)
                .flatMap(LockdownRules::owners)
                .flatMap(shaped);
    }

    /** The agent's own uid first, then the ranges; {@link AgentComments} reads them back in that order. */
    private static Stream<String> owners(AgentUser agent) {
        return Stream.concat(
                        Stream.of(String.valueOf(agent.uid())),
                        agent.subordinateIds().ranges().stream().map(LockdownRules::uids))
                .map(uids ->
                        "-m owner --uid-owner " + uids + " -m comment --comment " + AgentComments.of(agent.name()));
    }

    private static String uids(Range range) {
        return range.first() == range.last() ? String.valueOf(range.first()) : range.toString();
    }

    private static List<Rule> rules(Stream<String> texts) {
        return texts.map(Rule::parse).toList();
    }
}
