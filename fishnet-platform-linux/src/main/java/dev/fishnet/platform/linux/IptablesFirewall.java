package dev.fishnet.platform.linux;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.FirewallPort;
import dev.fishnet.firewall.FirewallState;
import dev.fishnet.firewall.LoopbackAccess;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.UserName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The lockdown through iptables and ip6tables, whichever back end they have: chains of our own that are asked before
 * everybody else's, one transaction for each table. Where the kernel has no IPv6 there is nothing of it to lock.
 */
final class IptablesFirewall implements FirewallPort {
    private static final LoopbackAccess STANDARD = new LoopbackAccess.Standard();

    private final LoadedRules loaded;
    private final BooleanSupplier ipv6;

    IptablesFirewall(ProcessControlPort processes, BooleanSupplier ipv6) {
        this.loaded = new LoadedRules(processes);
        this.ipv6 = ipv6;
    }

    @Override
    public ChangePlan enable(FirewallPolicy policy) throws FishnetException {
        Ruleset found = readUnlessForbidden().orElseGet(() -> Ruleset.absent(places()));
        return switch (policy) {
            case Lockdown lockdown -> {
                Lockdown wanted = new Lockdown(together(found.agents(), lockdown.agents()), lockdown.loopback());
                yield new ChangePlan("Firewall enable", found.changesTo(Ruleset.of(wanted, places())));
            }
        };
    }

    @Override
    public ChangePlan disable(UserName agent) throws FishnetException {
        Ruleset found = readUnlessForbidden().orElseGet(() -> Ruleset.unseen(places()));
        List<AgentUser> agents = found.agents();
        List<AgentUser> others = without(agents, agent);
        boolean stranger = !others.isEmpty() && others.size() == agents.size();
        return new ChangePlan("Firewall disable", stranger ? List.of() : found.changesTo(holding(others)));
    }

    @Override
    public FirewallState inspect() {
        try {
            return state(loaded.read(places()));
        } catch (FishnetException e) {
            return new FirewallState.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private FirewallState state(Ruleset found) {
        if (found.isEmpty()) {
            return new FirewallState.Absent();
        }
        List<AgentUser> agents = found.agents();
        if (agents.isEmpty()) {
            return new FirewallState.Drifted(List.of("chains of ours are loaded, but no agent is named in them"));
        }
        List<String> differences = found.differencesFrom(holding(agents));
        return differences.isEmpty()
                ? new FirewallState.Enforced(new Lockdown(agents, STANDARD))
                : new FirewallState.Drifted(differences);
    }

    private Ruleset holding(List<AgentUser> agents) {
        return agents.isEmpty() ? Ruleset.absent(places()) : Ruleset.of(new Lockdown(agents, STANDARD), places());
    }

    private Optional<Ruleset> readUnlessForbidden() throws FishnetException {
        try {
            return Optional.of(loaded.read(places()));
        } catch (FishnetException e) {
            if (e.kind() != ErrorKind.NOT_PRIVILEGED) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private List<Place> places() {
        return Place.of(ipv6.getAsBoolean() ? List.of(IpFamily.values()) : List.of(IpFamily.V4));
    }

    /** Who is named in both is taken as the newer one says. */
    private static List<AgentUser> together(List<AgentUser> before, List<AgentUser> now) {
        List<AgentUser> all = new ArrayList<>(now);
        for (AgentUser agent : before) {
            if (without(now, agent.name()).size() == now.size()) {
                all.add(agent);
            }
        }
        return all;
    }

    private static List<AgentUser> without(List<AgentUser> agents, UserName name) {
        return agents.stream().filter(agent -> !agent.name().equals(name)).toList();
    }
}
