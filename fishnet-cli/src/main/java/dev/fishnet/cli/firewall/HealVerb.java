package dev.fishnet.cli.firewall;

import dev.fishnet.audit.Action;
import dev.fishnet.cli.ExitCode;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.PlanOutput;
import dev.fishnet.cli.Terminal;
import dev.fishnet.cli.record.ActLog;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPort;
import dev.fishnet.firewall.FirewallState;
import java.time.Clock;
import java.time.Instant;
import javax.inject.Inject;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet firewall heal}: puts back what another program has removed or changed. */
final class HealVerb {
    private final FirewallPort firewall;
    private final PlanOutput plans;
    private final Terminal terminal;
    private final FirewallTurn turn;
    private final ActLog acts;
    private final Clock clock;

    @Inject
    HealVerb(FirewallPort firewall, PlanOutput plans, Terminal terminal, FirewallTurn turn, ActLog acts, Clock clock) {
        this.firewall = firewall;
        this.plans = plans;
        this.terminal = terminal;
        this.turn = turn;
        this.acts = acts;
        this.clock = clock;
    }

    CommandSpec spec() {
        CommandSpec spec = Leaf.of(this::heal, PlanOutput.applyOption());
        spec.usageMessage()
                .description(
                        "Put back what should be in force and is not. The watch that 'enable' sets up runs this.",
                        PlanOutput.DRY_RUN);
        return spec;
    }

    private int heal(Leaf values) throws FishnetException {
        boolean apply = plans.mayApply(values);
        return turn.take(apply, () -> {
            if (!(firewall.inspect() instanceof FirewallState.Drifted drifted)) {
                plans.carryOut(firewall.heal(), apply, this::requireWhole);
                return ExitCode.DONE;
            }
            drifted.differences().forEach(line -> terminal.note("the lockdown was not in force: " + line));
            return apply ? repair(drifted) : show();
        });
    }

    private int show() throws FishnetException {
        plans.carryOut(firewall.heal(), false, () -> {});
        return ExitCode.DONE;
    }

    /**
     * The rules first: nothing that stops the log keeps an agent free. A drift that no repair follows was not repaired.
     * The exit code is about the rules alone, because the watch goes by it.
     */
    private int repair(FirewallState.Drifted drifted) throws FishnetException {
        Instant found = clock.instant();
        String agents = LoggedLockdown.agents(drifted);
        String differences = LoggedLockdown.differences(firewall, drifted);
        try {
            plans.execute(firewall.heal(), this::requireWhole);
        } finally {
            acts.found(found, Action.FIREWALL_DRIFTED, agents, differences);
        }
        acts.found(clock.instant(), Action.FIREWALL_REPAIRED, agents, LoggedLockdown.backend(firewall));
        return ExitCode.DONE;
    }

    /** What was opened while the rules were gone ends, as what was opened before them did. */
    private void requireWhole() throws FishnetException {
        FirewallState now = firewall.inspect();
        if (now instanceof FirewallState.Enforced enforced) {
            new OldConnections(firewall, enforced.policy(), terminal).cutTheRest(plans);
        } else {
            throw new FishnetException(
                    ErrorKind.FAILED,
                    "every command succeeded, but the lockdown is not in force",
                    "see what is amiss: fishnet firewall status");
        }
    }
}
