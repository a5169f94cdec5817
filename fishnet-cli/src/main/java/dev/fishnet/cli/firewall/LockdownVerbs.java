package dev.fishnet.cli.firewall;

import dev.fishnet.cli.ExitCode;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.PlanOutput;
import dev.fishnet.cli.Terminal;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.FirewallPort;
import dev.fishnet.firewall.FirewallState;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.firewall.LoopbackAccess;
import dev.fishnet.platform.PlatformPorts;
import dev.fishnet.user.UserName;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet firewall enable} and {@code disable}. */
final class LockdownVerbs {
    private final PlatformPorts platform;
    private final AgentAccounts accounts;
    private final LockdownOptions options;
    private final PlanOutput plans;
    private final Terminal terminal;
    private final FirewallTurn turn;
    private final Healing healing;

    @Inject
    LockdownVerbs(
            PlatformPorts platform,
            AgentAccounts accounts,
            LockdownOptions options,
            PlanOutput plans,
            Terminal terminal,
            FirewallTurn turn,
            Healing healing) {
        this.platform = platform;
        this.accounts = accounts;
        this.options = options;
        this.plans = plans;
        this.terminal = terminal;
        this.turn = turn;
        this.healing = healing;
    }

    CommandSpec enableSpec() {
        CommandSpec spec = Leaf.of(
                this::enable,
                LockdownOptions.agentUser(),
                LockdownOptions.strict(),
                LockdownOptions.allowPort(),
                LockdownOptions.backend(),
                PlanOutput.applyOption());
        spec.usageMessage().description("Lock the agent's user down to loopback.", PlanOutput.DRY_RUN);
        return spec;
    }

    /** What it was enabled with is taken and makes no difference: all of it goes. */
    CommandSpec disableSpec() {
        CommandSpec spec = Leaf.of(
                this::disable,
                LockdownOptions.agentUser(),
                LockdownOptions.hidden(LockdownOptions.strict()),
                LockdownOptions.hidden(LockdownOptions.allowPort()),
                LockdownOptions.hidden(LockdownOptions.backend()),
                PlanOutput.applyOption());
        spec.usageMessage().description("Release the agent's user.", PlanOutput.DRY_RUN);
        return spec;
    }

    private int enable(Leaf values) throws FishnetException {
        FirewallPort firewall = platform.firewall(options.backend(values));
        LockedAgent agent =
                new LockedAgent(accounts.find(accounts.nameOf(values.value("--agent-user"))), options.loopback(values));
        boolean apply = plans.mayApply(values);
        warnIfYours(agent.name());
        Lockdown policy = new Lockdown(List.of(agent));
        return turn.take(apply, () -> {
            warnIfLooser(firewall.inspect(), agent);
            OldConnections connections = new OldConnections(firewall, policy, terminal);
            plans.carryOut(connections.cutAfter(firewall.enable(policy)), apply, () -> {
                requireEnforced(firewall, policy);
                connections.cutTheRest(plans);
            });
            healing.setUp(firewall, policy, apply);
            return ExitCode.DONE;
        });
    }

    private int disable(Leaf values) throws FishnetException {
        FirewallPort firewall = platform.firewall();
        UserName agent = accounts.nameOf(values.value("--agent-user"));
        boolean apply = plans.mayApply(values);
        return turn.take(apply, () -> {
            FirewallState before = firewall.inspect();
            if (!(before instanceof FirewallState.Drifted)
                    && lockedDown(before).flatMap(all -> all.find(agent)).isEmpty()) {
                accounts.find(agent);
            }
            plans.carryOut(firewall.disable(agent), apply, () -> requireReleased(firewall, agent));
            return ExitCode.DONE;
        });
    }

    private void warnIfYours(UserName agent) {
        if (accounts.isYours(agent)) {
            terminal.note("warning: '" + agent + "' is the account you work as; its own network will be cut");
        }
    }

    private void warnIfLooser(FirewallState before, LockedAgent agent) {
        boolean wasStrict = lockedDown(before)
                .flatMap(all -> all.find(agent.name()))
                .filter(known -> known.loopback() instanceof LoopbackAccess.Strict)
                .isPresent();
        if (wasStrict && agent.loopback() instanceof LoopbackAccess.Standard) {
            terminal.note("warning: '" + agent.name()
                    + "' was strict, and is to have all of loopback now; --strict keeps it");
        }
    }

    private static Optional<Lockdown> lockedDown(FirewallState state) {
        return state instanceof FirewallState.Enforced enforced ? Optional.of(enforced.policy()) : Optional.empty();
    }

    private static void requireEnforced(FirewallPort firewall, Lockdown policy) throws FishnetException {
        FirewallState now = firewall.inspect();
        if (!lockedDown(now).map(inForce -> inForce.covers(policy)).orElse(false)) {
            throw notInForce("every command succeeded, but the lockdown is not in force: " + describe(now));
        }
    }

    private static void requireReleased(FirewallPort firewall, UserName agent) throws FishnetException {
        FirewallState now = firewall.inspect();
        boolean proven = now instanceof FirewallState.Absent || now instanceof FirewallState.Enforced;
        if (!proven || lockedDown(now).flatMap(all -> all.find(agent)).isPresent()) {
            throw notInForce("every command succeeded, but rules are left behind: " + describe(now));
        }
    }

    private static FishnetException notInForce(String message) {
        return new FishnetException(
                ErrorKind.FAILED, message, "another program may be changing the firewall; run the command again");
    }

    private static String describe(FirewallState state) {
        return switch (state) {
            case FirewallState.Absent absent -> "no rules of ours are loaded";
            case FirewallState.Enforced enforced -> "the rules are those of another policy";
            case FirewallState.Drifted drifted -> String.join("; ", drifted.differences());
            case FirewallState.Unreadable unreadable -> unreadable.reason();
        };
    }
}
