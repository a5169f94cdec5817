package dev.fishnet.cli.firewall;

import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.FirewallPort;
import dev.fishnet.firewall.FirewallState.Drifted;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.firewall.LoopbackAccess;
import java.util.List;
import java.util.stream.Collectors;

/** What the log is told of a lockdown: no more than a few lines of whatever somebody did to the rules. */
final class LoggedLockdown {
    private static final int MOST = 10;

    private LoggedLockdown() {}

    /** Through what an agent is held, and what it keeps of loopback. */
    static String describe(FirewallPort firewall, LockedAgent agent) {
        return backend(firewall)
                + switch (agent.loopback()) {
                    case LoopbackAccess.Standard standard -> ", standard";
                    case LoopbackAccess.Strict strict ->
                        ", strict: ports " + strict.gatewayPort()
                                + strict.allowedPorts().stream()
                                        .map(port -> " " + port)
                                        .collect(Collectors.joining());
                };
    }

    /** Who should be held; empty where nothing says any more. */
    static String agents(Drifted drifted) {
        return few(
                drifted.expected().map(Lockdown::agents).orElse(List.of()).stream()
                        .map(agent -> agent.name().value())
                        .toList(),
                " ");
    }

    /** What was missing or foreign. */
    static String differences(FirewallPort firewall, Drifted drifted) {
        return backend(firewall) + ": " + few(drifted.differences(), "; ");
    }

    /** No reason not to know it is one not to go on. */
    static String backend(FirewallPort firewall) {
        try {
            return firewall.backend();
        } catch (FishnetException e) {
            return "unknown back end";
        }
    }

    private static String few(List<String> all, String between) {
        return all.stream().limit(MOST).collect(Collectors.joining(between))
                + (all.size() > MOST ? " and " + (all.size() - MOST) + " more" : "");
    }
}
