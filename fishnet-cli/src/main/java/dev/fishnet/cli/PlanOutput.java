package dev.fishnet.cli;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.PlanRunner;
import dev.fishnet.plan.ShellScript;
import dev.fishnet.process.ProcessControlPort;
import dev.fishnet.storage.LocalFileChanges;
import dev.fishnet.user.UserAccountPort;
import jakarta.inject.Inject;
import picocli.CommandLine.Model.OptionSpec;

/** What every command that changes the system does with its plan: show it, or carry it out and look. */
public final class PlanOutput {
    /** What the help of every such command says of {@link #applyOption}. */
    public static final String DRY_RUN = "Without --apply it only shows what it would do.";

    private final Terminal terminal;
    private final ProcessControlPort processes;
    private final UserAccountPort users;

    @Inject
    PlanOutput(Terminal terminal, ProcessControlPort processes, UserAccountPort users) {
        this.terminal = terminal;
        this.processes = processes;
        this.users = users;
    }

    /** Looks whether the change is in force. */
    @FunctionalInterface
    public interface Proof {
        /** Returns when it is, and says what is missing when it is not. */
        void require() throws FishnetException;
    }

    public static OptionSpec applyOption() {
        return Options.flag("Do it. Without this, only show what would be done.", "--apply", "--apply-system");
    }

    /** Whether {@code --apply} was given; refused before anything is planned when only root could. */
    public boolean mayApply(Leaf values) throws FishnetException {
        boolean apply = values.isSet("--apply");
        if (apply && users.effectiveUid() != 0) {
            throw new FishnetException(ErrorKind.NOT_PRIVILEGED, "--apply needs root", "re-run with sudo");
        }
        return apply;
    }

    /** Shows the plan, or executes it and asks for proof before it says that it is done. */
    public void carryOut(ChangePlan plan, boolean apply, Proof proof) throws FishnetException {
        if (apply || plan.isEmpty()) {
            execute(plan, proof);
        } else {
            show(plan);
        }
    }

    private void show(ChangePlan plan) {
        terminal.say(plan.title() + ": dry-run");
        commands(plan, "  ");
        terminal.say("Re-run with --apply (or --apply-system) to execute.");
    }

    /** Shows the commands of a plan, each line behind the indent. */
    public void commands(ChangePlan plan, String indent) {
        StringBuilder text = new StringBuilder();
        for (String command : ShellScript.render(plan)) {
            command.lines().forEach(line -> text.append(indent).append(line).append('\n'));
        }
        terminal.write(text.toString());
    }

    /** Executes the plan, if there is anything to do, and asks for proof before it says that it is done. */
    public void execute(ChangePlan plan, Proof proof) throws FishnetException {
        if (plan.isEmpty()) {
            terminal.say(plan.title() + ": no actions required.");
            return;
        }
        terminal.say(plan.title() + ": applying " + plan.steps().size() + " command(s)");
        run(plan);
        proof.require();
        terminal.say(plan.title() + ": complete.");
    }

    /** Executes the plan without a word, for what follows from one that was announced. */
    public void run(ChangePlan plan) throws FishnetException {
        new PlanRunner(processes, new LocalFileChanges()).apply(plan);
    }
}
