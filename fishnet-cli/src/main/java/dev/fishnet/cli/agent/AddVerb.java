package dev.fishnet.cli.agent;

import dev.fishnet.audit.Action;
import dev.fishnet.cli.ExitCode;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.PlanOutput;
import dev.fishnet.cli.Terminal;
import dev.fishnet.cli.record.ActLog;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.Step;
import dev.fishnet.user.UserAccountPort;
import dev.fishnet.user.UserName;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet agent add}: an account for an agent to run as, and a place for it in the configuration. */
final class AddVerb {
    private final UserAccountPort users;
    private final Admission admission;
    private final PlanOutput plans;
    private final ActLog acts;
    private final Terminal terminal;

    @Inject
    AddVerb(UserAccountPort users, Admission admission, PlanOutput plans, ActLog acts, Terminal terminal) {
        this.users = users;
        this.admission = admission;
        this.plans = plans;
        this.acts = acts;
        this.terminal = terminal;
    }

    CommandSpec spec() {
        CommandSpec add = Leaf.with(
                Leaf.of(this::add, PlanOutput.applyOption()), "NAME", "The account, for example agent_runner.");
        add.usageMessage()
                .description("Make an account for an agent, and admit it in the configuration.", PlanOutput.DRY_RUN);
        return add;
    }

    private int add(Leaf values) throws FishnetException {
        UserName name = name(values.argument());
        boolean apply = plans.mayApply(values);
        ChangePlan account = users.createAgent(name);
        List<Step> admitting = admission(name, apply);
        List<Step> steps = new ArrayList<>(account.steps());
        steps.addAll(admitting);
        acts.before(log -> {
            if (apply && !steps.isEmpty()) {
                log.announce(Action.AGENT_ADDED, name.value(), describe(account, admitting));
            }
            carryOut(new ChangePlan(account.title(), steps), apply, name);
            return name;
        });
        if (apply) {
            terminal.say("Next: sudo fishnet firewall enable --agent-user " + name + " --apply");
        }
        return ExitCode.DONE;
    }

    private static String describe(ChangePlan account, List<Step> admitting) {
        String made = account.isEmpty() ? "its account was there" : "with a new account";
        return made + (admitting.isEmpty() ? ", not admitted here" : ", admitted in the configuration");
    }

    private void carryOut(ChangePlan plan, boolean apply, UserName name) throws FishnetException {
        plans.carryOut(plan, apply, () -> {
            requireAccount(name);
            admission.require(name);
        });
    }

    private List<Step> admission(UserName name, boolean apply) throws FishnetException {
        if (!admission.isPossible()) {
            terminal.note("there is no configuration to admit " + name + " in yet, and the gateway refuses whom it does"
                    + " not know: after 'fishnet init', run this once more");
            return List.of();
        }
        try {
            return admission.stepsFor(name);
        } catch (FishnetException e) {
            if (apply || e.kind() != ErrorKind.NOT_PRIVILEGED) {
                throw e;
            }
            terminal.note("whether the configuration admits " + name + " is not this user's to see: " + e.getMessage());
            return List.of();
        }
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
