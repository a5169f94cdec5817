package dev.fishnet.testkit;

import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.FirewallPort;
import dev.fishnet.firewall.FirewallState;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.firewall.Repair;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.Step;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.service.ServiceDefinition;
import dev.fishnet.user.UserName;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A packet filter that is only remembered. Its plans are real: they run {@code pretend-filter}, a program that
 * {@link #processes} has and nobody else.
 */
public final class InMemoryFirewall implements FirewallPort {
    private static final String PROGRAM = "pretend-filter";

    private int connections;

    private final Map<String, LockedAgent> known = new HashMap<>();
    private final Map<UserName, LockedAgent> locked = new TreeMap<>();
    private final Map<UserName, LockedAgent> lost = new TreeMap<>();
    private Optional<FishnetException> unwatched = Optional.empty();

    /** The processes that its plans need. */
    public ProcessControlPort processes() {
        return new ScriptedProcesses().answer(this::execute, PROGRAM);
    }

    /** Loses every rule, as when another program flushes them all. */
    public void flush() {
        lost.putAll(locked);
        locked.clear();
    }

    /** Has no watch, for that reason. */
    public void refuseWatch(FishnetException why) {
        unwatched = Optional.of(why);
    }

    @Override
    public ChangePlan healing(FirewallPolicy policy, ServiceDefinition program) throws FishnetException {
        if (unwatched.isPresent()) {
            throw unwatched.get();
        }
        return FirewallPort.super.healing(policy, program);
    }

    @Override
    public ChangePlan heal() {
        return new ChangePlan(
                "Firewall heal", lost.values().stream().map(this::lock).toList());
    }

    @Override
    public ChangePlan enable(FirewallPolicy policy) {
        return switch (policy) {
            case Lockdown lockdown ->
                new ChangePlan(
                        "Firewall enable",
                        lockdown.agents().stream()
                                .filter(agent -> !agent.equals(locked.get(agent.name())))
                                .map(this::lock)
                                .toList());
        };
    }

    @Override
    public ChangePlan disable(UserName agent) {
        return new ChangePlan(
                "Firewall disable",
                locked.values().stream()
                        .filter(known -> known.name().equals(agent))
                        .map(this::release)
                        .toList());
    }

    @Override
    public FirewallState inspect() {
        if (!lost.isEmpty()) {
            List<LockedAgent> all = Stream.concat(locked.values().stream(), lost.values().stream())
                    .toList();
            return new FirewallState.Drifted(
                    Optional.of(new Lockdown(all)),
                    lost.keySet().stream().map(name -> "nothing holds " + name).toList());
        }
        return locked.isEmpty()
                ? new FirewallState.Absent()
                : new FirewallState.Enforced(new Lockdown(List.copyOf(locked.values())));
    }

    @Override
    public ChangePlan cutConnections(Lockdown policy) {
        Step cut = Step.Run.of(Command.of(PROGRAM, "cut"));
        return new ChangePlan("Connections opened before", Collections.nCopies(connections, cut));
    }

    /** Somebody who is locked down has one more connection from before. */
    public void openConnection() {
        connections++;
    }

    /** How many connections from before there are. */
    public int connections() {
        return connections;
    }

    @Override
    public List<Repair> repairs() {
        return List.of();
    }

    @Override
    public String backend() {
        return "pretend-filter";
    }

    private Step lock(LockedAgent agent) {
        return Step.Run.of(command("lock", agent), command("release", agent));
    }

    private Step release(LockedAgent agent) {
        return Step.Run.of(command("release", agent), command("lock", agent));
    }

    private Command command(String verb, LockedAgent agent) {
        known.put(agent.toString(), agent);
        return Command.of(PROGRAM, verb, agent.toString());
    }

    private ProcessOutcome execute(Command command) {
        if (command.argv().getLast().equals("cut")) {
            connections--;
            return new ProcessOutcome(0, "", "");
        }
        LockedAgent agent = known.get(command.argv().getLast());
        if (agent == null) {
            return new ProcessOutcome(1, "", "no such agent\n");
        }
        if (command.argv().get(1).equals("lock")) {
            locked.put(agent.name(), agent);
            lost.remove(agent.name());
        } else {
            locked.remove(agent.name());
        }
        return new ProcessOutcome(0, "", "");
    }
}
