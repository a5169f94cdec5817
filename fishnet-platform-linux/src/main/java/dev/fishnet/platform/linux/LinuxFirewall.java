package dev.fishnet.platform.linux;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallBackend;
import dev.fishnet.firewall.FirewallPolicy;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.FirewallPort;
import dev.fishnet.firewall.FirewallState;
import dev.fishnet.firewall.Repair;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.Step;
import dev.fishnet.process.Command;
import dev.fishnet.service.ServiceDefinition;
import dev.fishnet.user.UserName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The lockdown on Linux, in one of two packet filters. Who is locked down in either stays so; a change of back end
 * loads the new rules before it removes the old ones.
 */
final class LinuxFirewall implements FirewallPort {
    private final InstalledFilters installed;
    private final FirewallBackend choice;
    private final Persistence persistence;
    private final LiveConnections connections;

    /** @param filters in the order in which {@link FirewallBackend#AUTO} takes them */
    LinuxFirewall(
            List<PacketFilter> filters, FirewallBackend choice, Persistence persistence, LiveConnections connections) {
        this.installed = new InstalledFilters(filters, choice);
        this.choice = choice;
        this.persistence = persistence;
        this.connections = connections;
    }

    /** What planning a lockdown asks of the system's programs where nothing of ours is loaded, in that order. */
    static List<Command> looks(boolean ipv6) {
        List<Place> places = IptablesFilter.places(ipv6);
        List<Command> looks = new ArrayList<>();
        places.forEach(place -> looks.add(place.family().save(place.table())));
        looks.add(NftDialect.LIST);
        places.forEach(place -> looks.add(Foundation.listing(place)));
        looks.add(LiveConnections.LIST);
        return looks;
    }

    @Override
    public ChangePlan enable(FirewallPolicy policy) throws FishnetException {
        Lockdown lockdown = policy.lockdown();
        LockedMachine machine = look(PacketFilter::absent);
        Lockdown wanted =
                machine.expected().map(before -> before.with(lockdown)).orElse(lockdown);
        return new ChangePlan("Firewall enable", enable(machine, wanted, false));
    }

    /** @param anew whether the watch is to look again even when no rule changes */
    private List<Step> enable(LockedMachine machine, Lockdown wanted, boolean anew) throws FishnetException {
        Held holder = machine.holder(choice);
        Wording wording = new Wording(holder.filter(), wanted);
        List<Step> changes = new ArrayList<>(holder.loaded().changesTo(Optional.of(wanted)));
        for (Held other : machine.others(holder)) {
            changes.addAll(other.loaded().changesTo(Optional.empty()));
        }
        List<Step> steps = new ArrayList<>(
                persistence.keep(new Persistence.Kept(holder.filter().kind(), wanted), wording));
        steps.addAll(changes);
        steps.addAll(persistence.watch(wording, anew || !changes.isEmpty()));
        return steps;
    }

    @Override
    public ChangePlan healing(FirewallPolicy policy, ServiceDefinition program) throws FishnetException {
        Held holder = look(PacketFilter::absent).holder(choice);
        return new ChangePlan(
                "Firewall watch", persistence.healing(new Wording(holder.filter(), policy.lockdown()), program));
    }

    /** Writes down what it finds before it says that it found nothing: that is what the watch compares with. */
    @Override
    public ChangePlan heal() throws FishnetException {
        LockedMachine machine = look(PacketFilter::absent);
        Optional<Lockdown> expected = machine.expected();
        if (expected.isEmpty()) {
            return new ChangePlan("Firewall heal", List.of());
        }
        List<String> differences = machine.differences(expected.get());
        List<Step> steps = new ArrayList<>(enable(machine, expected.get(), true));
        if (!differences.isEmpty()) {
            steps.addAll(persistence.repaired(differences));
        }
        return new ChangePlan("Firewall heal", steps);
    }

    @Override
    public ChangePlan disable(UserName agent) throws FishnetException {
        LockedMachine machine = look(PacketFilter::unseen);
        Optional<Lockdown> expected = machine.expected();
        boolean stranger = expected.isPresent() && expected.get().find(agent).isEmpty();
        return new ChangePlan(
                "Firewall disable",
                stranger ? List.of() : release(machine, expected.flatMap(all -> all.without(agent))));
    }

    private List<Step> release(LockedMachine machine, Optional<Lockdown> others) throws FishnetException {
        List<Step> steps = new ArrayList<>();
        if (others.isPresent()) {
            return enable(machine, others.get(), false);
        }
        steps.addAll(persistence.unwatch());
        for (Held held : machine.held()) {
            steps.addAll(held.loaded().changesTo(Optional.empty()));
        }
        steps.addAll(persistence.forget());
        return steps;
    }

    @Override
    public FirewallState inspect() {
        Optional<Lockdown> known = Optional.empty();
        try {
            Optional<Persistence.Kept> kept = persistence.kept();
            known = kept.map(Persistence.Kept::lockdown);
            return state(new LockedMachine(installed.read(kept), kept));
        } catch (FishnetException e) {
            return new FirewallState.Unreadable(known, String.valueOf(e.getMessage()));
        }
    }

    private FirewallState state(LockedMachine machine) throws FishnetException {
        Optional<Lockdown> expected = machine.expected();
        if (expected.isEmpty()) {
            return machine.isEmpty()
                    ? new FirewallState.Absent()
                    : new FirewallState.Drifted(
                            expected, List.of("rules of ours are loaded, but no agent is named in them"));
        }
        List<String> differences = machine.differences(expected.get());
        return differences.isEmpty()
                ? new FirewallState.Enforced(expected.get())
                : new FirewallState.Drifted(expected, differences);
    }

    @Override
    public ChangePlan cutConnections(Lockdown policy) throws FishnetException {
        return new ChangePlan("Connections opened before", connections.cut(policy));
    }

    @Override
    public List<Repair> repairs() throws FishnetException {
        return persistence.repairs();
    }

    @Override
    public String backend() throws FishnetException {
        return look(PacketFilter::absent).holder(choice).filter().kind().word();
    }

    private interface Assumption {
        LoadedLockdown of(PacketFilter filter);
    }

    /** This machine as it is, or as it is assumed to be where only root may look. */
    private LockedMachine look(Assumption assumption) throws FishnetException {
        Optional<Persistence.Kept> kept = persistence.kept();
        try {
            return new LockedMachine(installed.read(kept), kept);
        } catch (FishnetException e) {
            if (e.kind() != ErrorKind.NOT_PRIVILEGED) {
                throw e;
            }
            PacketFilter assumed = installed.likely(kept);
            return new LockedMachine(List.of(new Held(assumed, assumption.of(assumed))), kept);
        }
    }
}
