package dev.fishnet.cli.firewall;

import dev.fishnet.cli.InstalledProgram;
import dev.fishnet.cli.PlanOutput;
import dev.fishnet.cli.Terminal;
import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy;
import dev.fishnet.firewall.FirewallPort;
import dev.fishnet.plan.ChangePlan;
import javax.inject.Inject;

/** The watch over a lockdown that is in force: worth having, and no reason to do without the lockdown itself. */
final class Healing {
    private final InstalledProgram program;
    private final PlanOutput plans;
    private final Terminal terminal;

    @Inject
    Healing(InstalledProgram program, PlanOutput plans, Terminal terminal) {
        this.program = program;
        this.plans = plans;
        this.terminal = terminal;
    }

    void setUp(FirewallPort firewall, FirewallPolicy policy, boolean apply) {
        try {
            ChangePlan plan = firewall.healing(policy, program.definition());
            if (!plan.isEmpty()) {
                plans.carryOut(plan, apply, () -> {});
            }
        } catch (FishnetException e) {
            terminal.note("note: no watch over the rules, so nobody puts back what another program flushes: "
                    + e.getMessage() + e.hint().map(hint -> " (" + hint + ")").orElse(""));
        }
    }
}
