package dev.fishnet.cli.firewall;

import dev.fishnet.cli.ExitCode;
import dev.fishnet.cli.Leaf;
import dev.fishnet.cli.PlanOutput;
import dev.fishnet.cli.Terminal;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPort;
import dev.fishnet.firewall.FirewallState;
import java.util.List;
import javax.inject.Inject;
import picocli.CommandLine.Model.CommandSpec;

/** {@code fishnet firewall heal}: puts back what another program has removed or changed. */
final class HealVerb {
    private final FirewallPort firewall;
    private final PlanOutput plans;
    private final Terminal terminal;
    private final FirewallTurn turn;

    @Inject
    HealVerb(FirewallPort firewall, PlanOutput plans, Terminal terminal, FirewallTurn turn) {
        this.firewall = firewall;
        this.plans = plans;
        this.terminal = terminal;
        this.turn = turn;
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
            differences().forEach(line -> terminal.note("the lockdown was not in force: " + line));
            plans.carryOut(firewall.heal(), apply, this::requireWhole);
            return ExitCode.DONE;
        });
    }

    private List<String> differences() throws FishnetException {
        return firewall.inspect() instanceof FirewallState.Drifted drifted ? drifted.differences() : List.of();
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
