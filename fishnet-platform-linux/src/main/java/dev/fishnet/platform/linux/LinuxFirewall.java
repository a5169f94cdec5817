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
import dev.fishnet.user.UserName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The lockdown on Linux, in one of two packet filters. Who is locked down in either stays so; a change of back end
 * loads the new rules before it removes the old ones.
 */
final class LinuxFirewall implements FirewallPort {
    private final List<PacketFilter> filters;
    private final FirewallBackend choice;
    private final Persistence persistence;
    private final LiveConnections connections;

    /** @param filters in the order in which {@link FirewallBackend#AUTO} takes them */
    LinuxFirewall(
            List<PacketFilter> filters, FirewallBackend choice, Persistence persistence, LiveConnections connections) {
        this.filters = List.copyOf(filters);
        this.choice = choice;
        this.persistence = persistence;
        this.connections = connections;
    }

    @Override
    public ChangePlan enable(FirewallPolicy policy) throws FishnetException {
        return switch (policy) {
            case Lockdown lockdown -> {
                Machine machine = look(PacketFilter::absent);
                Lockdown wanted =
                        machine.expected().map(before -> before.with(lockdown)).orElse(lockdown);
                yield new ChangePlan("Firewall enable", enable(machine, wanted));
            }
        };
    }

    private List<Step> enable(Machine machine, Lockdown wanted) throws FishnetException {
        Held holder = machine.holder(choice);
        Persistence.Kept kept = new Persistence.Kept(holder.filter().kind(), wanted);
        List<Step> steps = new ArrayList<>(persistence.keep(kept));
        steps.addAll(holder.loaded().changesTo(Optional.of(wanted)));
        for (Held other : machine.others(holder)) {
            steps.addAll(other.loaded().changesTo(Optional.empty()));
        }
        steps.addAll(persistence.watch(kept));
        return steps;
    }

    @Override
    public ChangePlan disable(UserName agent) throws FishnetException {
        Machine machine = look(PacketFilter::unseen);
        Optional<Lockdown> expected = machine.expected();
        boolean stranger = expected.isPresent() && expected.get().find(agent).isEmpty();
        return new ChangePlan(
                "Firewall disable",
                stranger ? List.of() : release(machine, expected.flatMap(all -> all.without(agent))));
    }

    private List<Step> release(Machine machine, Optional<Lockdown> others) throws FishnetException {
        List<Step> steps = new ArrayList<>();
        if (others.isPresent()) {
            return enable(machine, others.get());
        }
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
            return state(new Machine(read(kept), kept));
        } catch (FishnetException e) {
            return new FirewallState.Unreadable(known, String.valueOf(e.getMessage()));
        }
    }

    private FirewallState state(Machine machine) throws FishnetException {
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
    private Machine look(Assumption assumption) throws FishnetException {
        Optional<Persistence.Kept> kept = persistence.kept();
        try {
            return new Machine(read(kept), kept);
        } catch (FishnetException e) {
            if (e.kind() != ErrorKind.NOT_PRIVILEGED) {
                throw e;
            }
            PacketFilter assumed = filters.stream()
                    .filter(filter ->
                            filter.kind() == kept.map(Persistence.Kept::backend).orElse(choice))
                    .findFirst()
                    .orElse(filters.getFirst());
            return new Machine(List.of(new Held(assumed, assumption.of(assumed))), kept);
        }
    }

    /** A filter that cannot be read is in the way only where it is the one that is to hold the lockdown. */
    private List<Held> read(Optional<Persistence.Kept> kept) throws FishnetException {
        List<Held> readable = new ArrayList<>();
        Map<FirewallBackend, FishnetException> others = new EnumMap<>(FirewallBackend.class);
        for (PacketFilter filter : filters) {
            try {
                filter.read().ifPresent(loaded -> readable.add(new Held(filter, loaded)));
            } catch (FishnetException e) {
                if (e.kind() != ErrorKind.UNAVAILABLE) {
                    throw e;
                }
                others.put(filter.kind(), e);
            }
        }
        FishnetException obstacle = others.get(needed(readable, kept, others.keySet()));
        if (obstacle != null) {
            throw obstacle;
        }
        return readable;
    }

    private FirewallBackend needed(
            List<Held> readable, Optional<Persistence.Kept> kept, Set<FirewallBackend> unreadable) {
        if (choice != FirewallBackend.AUTO) {
            return choice;
        }
        return kept.map(Persistence.Kept::backend)
                .or(() -> readable.stream()
                        .filter(each -> !each.loaded().isEmpty())
                        .map(each -> each.filter().kind())
                        .findFirst())
                .or(() -> filters.stream()
                        .map(PacketFilter::kind)
                        .filter(kind -> unreadable.contains(kind)
                                || readable.stream()
                                        .anyMatch(each -> each.filter().kind() == kind))
                        .findFirst())
                .orElse(FirewallBackend.AUTO);
    }

    /** A packet filter that is installed, and what of ours it holds. */
    private record Held(PacketFilter filter, LoadedLockdown loaded) {}

    /** What is loaded on this machine, and what is kept for the next boot. */
    private record Machine(List<Held> held, Optional<Persistence.Kept> kept) {
        boolean isEmpty() {
            return held.stream().allMatch(each -> each.loaded().isEmpty());
        }

        /** Everybody who is named anywhere; what is kept says how, the rules say so only for whom it leaves out. */
        Optional<Lockdown> expected() {
            return held.stream()
                    .flatMap(each -> each.loaded().lockdown().stream())
                    .reduce(Lockdown::with)
                    .map(loaded ->
                            kept.map(known -> loaded.with(known.lockdown())).orElse(loaded))
                    .or(() -> kept.map(Persistence.Kept::lockdown));
        }

        /**
         * The filter that is asked for; else the one that holds the lockdown already, or the first that is installed.
         */
        Held holder(FirewallBackend choice) throws FishnetException {
            if (choice != FirewallBackend.AUTO) {
                return of(choice).orElseThrow(() -> missing(choice));
            }
            return kept.flatMap(known -> of(known.backend()))
                    .or(() -> held.stream()
                            .filter(each -> !each.loaded().isEmpty())
                            .findFirst())
                    .or(() -> held.stream().findFirst())
                    .orElseThrow(() -> missing(FirewallBackend.IPTABLES));
        }

        private Optional<Held> of(FirewallBackend kind) {
            return held.stream().filter(each -> each.filter().kind() == kind).findFirst();
        }

        List<Held> others(Held holder) {
            return held.stream().filter(each -> !each.equals(holder)).toList();
        }

        List<String> differences(Lockdown wanted) throws FishnetException {
            Held holder = holder(FirewallBackend.AUTO);
            List<String> lines = new ArrayList<>(holder.loaded().differencesFrom(wanted));
            others(holder).stream()
                    .filter(other -> !other.loaded().isEmpty())
                    .forEach(other -> lines.add("rules of ours are loaded in "
                            + other.filter().kind().word() + " too"));
            return lines;
        }

        private static FishnetException missing(FirewallBackend backend) {
            return new FishnetException(
                    ErrorKind.UNAVAILABLE,
                    backend.word() + " is not installed",
                    "apt-get install -y " + backend.word());
        }
    }
}
