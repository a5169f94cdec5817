package dev.fishnet.cli.agent;

import dev.fishnet.cli.ExitCode;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.PlanOutput;
import dev.fishnet.cli.Terminal;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.user.UserAccountPort;
import dev.fishnet.user.UserName;
import jakarta.inject.Inject;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet agent add}: an account for an agent to run as. */
public final class AgentCommand {
    private final UserAccountPort users;
    private final PlanOutput plans;
    private final Terminal terminal;

    @Inject
    AgentCommand(UserAccountPort users, PlanOutput plans, Terminal terminal) {
        this.users = users;
        this.plans = plans;
        this.terminal = terminal;
    }

    /** The command and its subcommand. */
    public CommandSpec spec() {
        CommandSpec spec = Leaf.of(values -> {
            throw new FishnetException(ErrorKind.USAGE, "add is needed", "try 'fishnet agent add --help'");
        });
        CommandSpec add = Leaf.with(
                Leaf.of(this::add, PlanOutput.applyOption()), "NAME", "The account, for example agent_runner.");
        add.usageMessage()
                .description("Make an account for an agent.", "Without --apply it only shows what it would do.");
        return spec.addSubcommand("add", add);
    }

    private int add(Leaf values) throws FishnetException {
        UserName name = name(values.argument());
        boolean apply = plans.mayApply(values);
        ChangePlan plan = users.createAgent(name);
        plans.carryOut(plan, apply, () -> requireAccount(name));
        if (apply) {
            terminal.say("Next: sudo fishnet firewall enable --agent-user " + name + " --apply");
        }
        return ExitCode.DONE;
    }

    private static UserName name(String text) throws FishnetException {
        try {
            return new UserName(text);
        } catch (IllegalArgumentException e) {
            throw new FishnetException(ErrorKind.USAGE, String.valueOf(e.getMessage()));
        }
    }

    private void requireAccount(UserName name) throws FishnetException {
        if (users.find(name).isEmpty()) {
            throw new FishnetException(ErrorKind.FAILED, "every command succeeded, but there is no account " + name);
        }
    }
}
