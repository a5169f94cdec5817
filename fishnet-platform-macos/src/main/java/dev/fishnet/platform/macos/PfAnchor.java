package dev.fishnet.platform.macos;

import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.firewall.LoopbackAccess;
import dev.fishnet.firewall.LoopbackAccess.Standard;
import dev.fishnet.firewall.LoopbackAccess.Strict;
import dev.fishnet.user.SubordinateIds;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The anchor's rules, in the grammar of pf.conf(5) as of OpenBSD 4.3: uids as numbers, so that an account that is gone
 * cannot keep the file from loading at boot; {@code no state}, so that connections older than the rules are judged too;
 * {@code port 0:65535}, because a rule without ports would also meet other users' fragments, which have no uid.
 */
final class PfAnchor {
    static final String NAME = "com.fishnet.localonly";
    static final String FILE = "/etc/pf.anchors/" + NAME;

    private static final String HEAD =
            "# Fishnet lockdown: these users reach loopback only. Written by fishnet; do not edit.\n";
    private static final String COUNTED = " label \"fishnet\"";

    private PfAnchor() {}

    static String render(Lockdown lockdown) {
        List<LockedAgent> holders = holders(lockdown);
        Map<LoopbackAccess, List<LockedAgent>> lists = lists(holders);
        StringBuilder text = new StringBuilder(HEAD);
        lockdown.agents().forEach(agent -> text.append(PfAgents.comment(agent)));
        lists.forEach((access, agents) -> text.append(macro(name(access, lists.keySet()), agents)));
        text.append(macro("agents", holders));
        lists.keySet().forEach(access -> text.append(loopback(access, "$" + name(access, lists.keySet()))));
        return text + both("block return out quick proto %s from any to any port 0:65535 user $agents" + COUNTED);
    }

    /** Who keeps the same of loopback is in one list; those with standard access are the first of them. */
    private static Map<LoopbackAccess, List<LockedAgent>> lists(List<LockedAgent> holders) {
        return holders.stream()
                .sorted(Comparator.comparing(agent -> agent.loopback() instanceof Strict))
                .collect(Collectors.groupingBy(LockedAgent::loopback, LinkedHashMap::new, Collectors.toList()));
    }

    /** One agent for each uid: of two names with one uid, the first that is strict, for pf cannot tell them apart. */
    static List<LockedAgent> holders(Lockdown lockdown) {
        Map<Long, LockedAgent> holders = new LinkedHashMap<>();
        lockdown.agents()
                .forEach(agent -> holders.merge(
                        agent.user().uid(),
                        agent,
                        (first, second) -> first.loopback() instanceof Standard ? second : first));
        return List.copyOf(holders.values());
    }

    private static String name(LoopbackAccess access, Collection<LoopbackAccess> all) {
        return switch (access) {
            case Standard standard -> "standard";
            case Strict strict ->
                "strict_"
                        + (all.stream()
                                        .filter(Strict.class::isInstance)
                                        .toList()
                                        .indexOf(strict)
                                + 1);
        };
    }

    private static String macro(String name, List<LockedAgent> agents) {
        return agents.stream().map(PfAnchor::uid).collect(Collectors.joining(" ", name + " = \"{ ", " }\"\n"));
    }

    private static String loopback(LoopbackAccess access, String users) {
        return switch (access) {
            case Standard standard -> standard(users);
            case Strict strict -> strict(strict, users);
        };
    }

    /** Name resolution is refused even on loopback; the rest of it is open. */
    private static String standard(String users) {
        return both("block return out quick on lo0 proto %s from any to any port "
                        + ports(LoopbackAccess.NAME_RESOLUTION) + " user " + users + COUNTED)
                + both("pass out quick on lo0 proto %s from any to any user " + users + " no state");
    }

    /**
     * To the ports, and from servers of the agent's own: without states their answers need rules, and a connection that
     * they would open, whose first packet has SYN without ACK, must not match those.
     */
    private static String strict(Strict strict, String users) {
        Collection<Integer> open = new TreeSet<>(strict.allowedPorts());
        open.add(strict.gatewayPort());
        String there = families("from any to %s port " + ports(open) + " user " + users);
        if (strict.allowedPorts().isEmpty()) {
            return there;
        }
        String back = "from %s port " + ports(strict.allowedPorts()) + " to %1$s user " + users;
        return there + families(back + " flags A/A") + families(back + " flags R/SR");
    }

    private static String families(String rule) {
        return "pass out quick on lo0 inet proto tcp " + rule.formatted("127.0.0.1") + " no state\n"
                + "pass out quick on lo0 inet6 proto tcp " + rule.formatted("::1") + " no state\n";
    }

    private static String both(String rule) {
        return rule.formatted("tcp") + "\n" + rule.formatted("udp") + "\n";
    }

    private static String ports(Collection<Integer> ports) {
        return ports.stream().sorted().map(String::valueOf).collect(Collectors.joining(" ", "{ ", " }"));
    }

    private static String uid(LockedAgent agent) {
        if (!agent.user().subordinateIds().equals(SubordinateIds.NONE)) {
            throw new IllegalArgumentException("macOS has no subordinate uids");
        }
        return String.valueOf(agent.user().uid());
    }
}
