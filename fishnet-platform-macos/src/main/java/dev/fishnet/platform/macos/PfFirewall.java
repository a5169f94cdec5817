package dev.fishnet.platform.macos;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.FirewallPort;
import dev.fishnet.firewall.FirewallState;
import dev.fishnet.firewall.Repair;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.Step;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.UserName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The lockdown through an anchor of pf, which holds TCP and UDP; pf knows no uid for anything else.
 *
 * <p>Enabling takes a reference on pf ({@code pfctl -E}), so that nobody else's {@code -X} turns it off. The reference
 * is not given back when the last agent is released: its token is printed by a command of the plan, and a plan keeps no
 * output. Without our anchor pf does nothing for us any more, and the reference ends with the next boot.
 */
final class PfFirewall implements FirewallPort {
    private final Pfctl pfctl;
    private final SystemFiles files;

    PfFirewall(ProcessControlPort processes, SystemFiles files) {
        this.pfctl = new Pfctl(processes);
        this.files = files;
    }

    @Override
    public ChangePlan enable(FirewallPolicy policy) throws FishnetException {
        PfFiles found = PfFiles.read(files);
        return switch (policy) {
            case Lockdown lockdown -> {
                Lockdown wanted = found.agents().isEmpty()
                        ? lockdown
                        : standard(found.agents()).with(lockdown);
                yield new ChangePlan("Firewall enable", PfSteps.enable(found, loadedUnlessForbidden(), wanted));
            }
        };
    }

    @Override
    public ChangePlan disable(UserName agent) throws FishnetException {
        PfFiles found = PfFiles.read(files);
        List<AgentUser> others = without(found.agents(), agent);
        return new ChangePlan("Firewall disable", disable(found, others));
    }

    private static List<Step> disable(PfFiles found, List<AgentUser> others) {
        if (others.isEmpty()) {
            return PfSteps.remove(found);
        }
        return others.size() == found.agents().size() ? List.of() : PfSteps.replace(found, standard(others));
    }

    @Override
    public FirewallState inspect() {
        try {
            PfFiles found = PfFiles.read(files);
            return found.isAbsent() ? new FirewallState.Absent() : state(found, pfctl.loaded());
        } catch (FishnetException e) {
            return new FirewallState.Unreadable(Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    private static FirewallState state(PfFiles found, Pfctl.Loaded loaded) {
        List<String> differences = new ArrayList<>(found.differences());
        if (!loaded.enabled()) {
            differences.add("pf is not enabled");
        }
        if (!loaded.attached()) {
            differences.add("pf's main ruleset does not ask " + PfAnchor.NAME);
        }
        found.agents().stream()
                .filter(agent -> !loaded.blocks(agent.uid()))
                .forEach(agent ->
                        differences.add("no loaded rule blocks uid " + agent.uid() + " (" + agent.name() + ")"));
        return differences.isEmpty()
                ? new FirewallState.Enforced(standard(found.agents()))
                : new FirewallState.Drifted(
                        found.agents().isEmpty() ? Optional.empty() : Optional.of(standard(found.agents())),
                        differences);
    }

    private Pfctl.Loaded loadedUnlessForbidden() throws FishnetException {
        try {
            return pfctl.loaded();
        } catch (FishnetException e) {
            if (e.kind() != ErrorKind.NOT_PRIVILEGED) {
                throw e;
            }
            return Pfctl.Loaded.NOTHING;
        }
    }

    /** Not yet: what a connection has sent before the lockdown stays sent, and pf's states of it stay. */
    @Override
    public ChangePlan cutConnections(Lockdown policy) {
        return new ChangePlan("Connections opened before", List.of());
    }

    @Override
    public List<Repair> repairs() {
        return List.of();
    }

    @Override
    public String backend() {
        return "pf";
    }

    private static Lockdown standard(List<AgentUser> agents) {
        return Lockdown.standard(agents.toArray(AgentUser[]::new));
    }

    private static List<AgentUser> without(List<AgentUser> agents, UserName name) {
        return agents.stream().filter(agent -> !agent.name().equals(name)).toList();
    }
}
