package dev.fishnet.cli.firewall;

import dev.fishnet.cli.ExitCode;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.Options;
import dev.fishnet.cli.PlanOutput;
import dev.fishnet.cli.Terminal;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.FirewallPort;
import dev.fishnet.firewall.FirewallState;
import dev.fishnet.firewall.LoopbackAccess;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.user.AgentUser;
import dev.fishnet.user.UserName;
import jakarta.inject.Inject;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code fishnet firewall enable|disable}. */
public final class FirewallCommand {
    private final FirewallPort firewall;
    private final AgentAccounts accounts;
    private final PlanOutput plans;
    private final Terminal terminal;

    @Inject
    FirewallCommand(FirewallPort firewall, AgentAccounts accounts, PlanOutput plans, Terminal terminal) {
        this.firewall = firewall;
        this.accounts = accounts;
        this.plans = plans;
        this.terminal = terminal;
    }

    /** The command and its subcommands. */
    public CommandSpec spec() {
        CommandSpec spec = Leaf.of(values -> missingVerb());
        spec.addSubcommand("enable", verb("Lock the agent's user down to loopback.", this::enable));
        spec.addSubcommand("disable", verb("Release the agent's user.", this::disable));
        return spec;
    }

    private static CommandSpec verb(String description, Leaf.Action action) {
        CommandSpec spec = Leaf.of(action, agentUser(), PlanOutput.applyOption());
        spec.usageMessage().description(description, "Without --apply it only shows what it would do.");
        return spec;
    }

    private static OptionSpec agentUser() {
        return Options.value("--agent-user", "USER", "The account the agent runs as (default: $USER).");
    }

    private static int missingVerb() throws FishnetException {
        throw new FishnetException(ErrorKind.USAGE, "enable or disable is needed", "try 'fishnet firewall --help'");
    }

    private int enable(Leaf values) throws FishnetException {
        AgentUser agent = accounts.find(accounts.nameOf(values.value("--agent-user")));
        boolean apply = plans.mayApply(values);
        warnIfYours(agent.name());
        Lockdown policy = new Lockdown(List.of(agent), new LoopbackAccess.Standard());
        ChangePlan plan = firewall.enable(policy);
        plans.carryOut(plan, apply, () -> requireEnforced(policy));
        return ExitCode.DONE;
    }

    private int disable(Leaf values) throws FishnetException {
        UserName agent = accounts.nameOf(values.value("--agent-user"));
        boolean apply = plans.mayApply(values);
        FirewallState before = firewall.inspect();
        if (!(before instanceof FirewallState.Drifted)
                && lockedDown(before).stream().noneMatch(known -> known.name().equals(agent))) {
            accounts.find(agent);
        }
        plans.carryOut(firewall.disable(agent), apply, () -> requireReleased(agent));
        return ExitCode.DONE;
    }

    private void warnIfYours(UserName agent) {
        if (accounts.isYours(agent)) {
            terminal.note("warning: '" + agent + "' is the account you work as; its own network will be cut");
        }
    }

    private static List<AgentUser> lockedDown(FirewallState state) {
        return state instanceof FirewallState.Enforced enforced && enforced.policy() instanceof Lockdown lockdown
                ? lockdown.agents()
                : List.of();
    }

    private void requireEnforced(Lockdown policy) throws FishnetException {
        FirewallState now = firewall.inspect();
        if (!(now instanceof FirewallState.Enforced enforced)
                || !(enforced.policy() instanceof Lockdown inForce)
                || !inForce.covers(policy)) {
            throw notInForce("every command succeeded, but the lockdown is not in force: " + describe(now));
        }
    }

    private void requireReleased(UserName agent) throws FishnetException {
        FirewallState now = firewall.inspect();
        boolean proven = now instanceof FirewallState.Absent || now instanceof FirewallState.Enforced;
        if (!proven || lockedDown(now).stream().anyMatch(known -> known.name().equals(agent))) {
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
