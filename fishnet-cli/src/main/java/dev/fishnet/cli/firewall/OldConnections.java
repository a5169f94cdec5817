package dev.fishnet.cli.firewall;

import dev.fishnet.cli.PlanOutput;
import dev.fishnet.cli.Terminal;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.FirewallPort;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.Step;
import java.util.ArrayList;
import java.util.List;

/** The connections that agents opened before they were locked down, and that have to end with it. */
final class OldConnections {
    /** What is closing is listed until it is closed; no new one can be opened, so a few looks see the last of them. */
    private static final int LOOKS = 5;

    private final FirewallPort firewall;
    private final Lockdown policy;
    private final Terminal terminal;

    OldConnections(FirewallPort firewall, Lockdown policy, Terminal terminal) {
        this.firewall = firewall;
        this.policy = policy;
        this.terminal = terminal;
    }

    /** The plan, and after it what ends the connections there are now. */
    ChangePlan cutAfter(ChangePlan enable) throws FishnetException {
        List<Step> steps = new ArrayList<>(enable.steps());
        try {
            steps.addAll(firewall.cutConnections(policy).steps());
        } catch (FishnetException e) {
            requireUnavailable(e);
            terminal.note("warning: " + e.getMessage());
        }
        return new ChangePlan(enable.title(), steps);
    }

    /** Ends those that were opened while the rules were on their way. */
    void cutTheRest(PlanOutput plans) throws FishnetException {
        ChangePlan rest = rest();
        for (int look = 1; look < LOOKS && !rest.isEmpty(); look++) {
            plans.run(rest);
            rest = rest();
        }
        if (!rest.isEmpty()) {
            throw new FishnetException(
                    ErrorKind.FAILED,
                    "the lockdown is in force, but " + rest.steps().size()
                            + " connection(s) opened before it could not be ended",
                    "end the agent's programs and run the command again");
        }
    }

    /** A machine that cannot list connections was warned of before. */
    private ChangePlan rest() throws FishnetException {
        try {
            return firewall.cutConnections(policy);
        } catch (FishnetException e) {
            requireUnavailable(e);
            return new ChangePlan("", List.of());
        }
    }

    private static void requireUnavailable(FishnetException e) throws FishnetException {
        if (e.kind() != ErrorKind.UNAVAILABLE) {
            throw e;
        }
    }
}
