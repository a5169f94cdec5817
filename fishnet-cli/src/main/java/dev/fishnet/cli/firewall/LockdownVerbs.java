package dev.fishnet.cli.firewall;

import dev.fishnet.audit.Action;
import dev.fishnet.cli.ExitCode;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.PlanOutput;
import dev.fishnet.cli.Terminal;
import dev.fishnet.cli.record.ActLog;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallBackend;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.FirewallPort;
import dev.fishnet.firewall.FirewallState;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.firewall.LoopbackAccess;
import dev.fishnet.plan.ChangePlan;
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
    private final ActLog acts;

    @Inject
    LockdownVerbs(
            PlatformPorts platform,
            AgentAccounts accounts,
            LockdownOptions options,
            PlanOutput plans,
            Terminal terminal,
            FirewallTurn turn,
            Healing healing,
            ActLog acts) {
        this.platform = platform;
        this.accounts = accounts;
        this.options = options;
        this.plans = plans;
        this.terminal = terminal;
        this.turn = turn;
        this.healing = healing;
        this.acts = acts;
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
        FirewallBackend backend = options.backend(values);
        FirewallPort firewall = values.isSet("--apply") ? platform.firewall(backend) : platform.firewallAsItIs(backend);
        LockedAgent agent =
                new LockedAgent(accounts.find(accounts.nameOf(values.value("--agent-user"))), options.loopback(values));
        boolean apply = plans.mayApply(values);
        warnIfYours(agent.name());
        Lockdown policy = new Lockdown(List.of(agent));
        return turn.take(apply, () -> {
            warnIfLooser(firewall.inspect(), agent);
            return apply ? enforce(firewall, agent) : show(firewall, policy);
        });
    }

    private int show(FirewallPort firewall, Lockdown policy) throws FishnetException {
        plans.carryOut(
                new OldConnections(firewall, policy, terminal).cutAfter(firewall.enable(policy)), false, () -> {});
        healing.setUp(firewall, policy, false);
        return ExitCode.DONE;
    }

    private int enforce(FirewallPort firewall, LockedAgent agent) throws FishnetException {
        Lockdown policy = new Lockdown(List.of(agent));
        OldConnections connections = new OldConnections(firewall, policy, terminal);
        return acts.after(Action.FIREWALL_ENABLED, agent.name().value(), () -> {
            ChangePlan plan = connections.cutAfter(firewall.enable(policy));
            plans.execute(plan, () -> {
                requireEnforced(firewall, policy);
                connections.cutTheRest(plans);
            });
            healing.setUp(firewall, policy, true);
            return plan.isEmpty() ? Optional.empty() : Optional.of(LoggedLockdown.describe(firewall, agent));
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
            acts.before(log -> {
                ChangePlan plan = firewall.disable(agent);
                if (apply && !plan.isEmpty()) {
                    log.announce(Action.FIREWALL_DISABLED, agent.value(), LoggedLockdown.backend(firewall));
                }
                plans.carryOut(plan, apply, () -> requireReleased(firewall, agent));
                return agent;
            });
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
