package dev.fishnet.platform.macos;

import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.SubordinateIds;
import dev.fishnet.user.UserName;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The anchor's rules, in the grammar of pf.conf(5): uids as numbers, so that an account that is gone cannot keep the
 * file from loading at boot; {@code no state}, so that connections older than the rules are judged too; {@code port
 * 0:65535}, because a rule without ports would also meet other users' fragments, which have no uid.
 */
final class PfAnchor {
    static final String NAME = "com.fishnet.localonly";
    static final String FILE = "/etc/pf.anchors/" + NAME;

    private static final Pattern AGENT = Pattern.compile("(?m)^# agent (\\S+) ([1-9][0-9]{0,9})$");

    private PfAnchor() {}

    static String render(Lockdown lockdown) {
        String uids = lockdown.agents().stream()
                .map(LockedAgent::user)
                .map(PfAnchor::uid)
                .collect(Collectors.joining(" "));
        return "# Fishnet lockdown: these users reach loopback only. Written by fishnet; do not edit.\n"
                + lockdown.agents().stream()
                        .map(LockedAgent::user)
                        .map(PfAnchor::comment)
                        .collect(Collectors.joining())
                + "agents = \"{ " + uids + " }\"\n"
                + loopback()
                + both("block return out quick proto %s from any to any port 0:65535 user $agents");
    }

    /** Name resolution is refused even on loopback; the rest of it is open. */
    private static String loopback() {
        return both("block return out quick on lo0 proto %s from any to any port { 53 853 5353 5355 } user $agents")
                + both("pass out quick on lo0 proto %s from any to any user $agents no state");
    }

    private static String both(String rule) {
        return rule.formatted("tcp") + "\n" + rule.formatted("udp") + "\n";
    }

    private static String comment(AgentUser agent) {
        return "# agent " + agent.name() + " " + uid(agent) + "\n";
    }

    private static String uid(AgentUser agent) {
        if (!agent.subordinateIds().equals(SubordinateIds.NONE)) {
            throw new IllegalArgumentException("macOS has no subordinate uids");
        }
        return String.valueOf(agent.uid());
    }

    /** Who is locked down according to the file, even where its rules were changed. */
    static List<AgentUser> agents(String text) {
        return AGENT.matcher(text)
                .results()
                .flatMap(found -> agent(found.group(1), found.group(2)).stream())
                .toList();
    }

    private static Optional<AgentUser> agent(String name, String uid) {
        try {
            return Optional.of(new AgentUser(new UserName(name), Long.parseLong(uid), SubordinateIds.NONE));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
