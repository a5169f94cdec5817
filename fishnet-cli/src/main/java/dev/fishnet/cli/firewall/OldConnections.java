package dev.fishnet.cli.firewall;

import dev.fishnet.cli.PlanOutput;
import dev.fishnet.cli.Terminal;
import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.firewall.FirewallPolicy.Lockdown;
import dev.fishnet.firewall.FirewallPort;
import dev.fishnet.firewall.LockedAgent;
import dev.fishnet.firewall.LoopbackAccess;
import dev.fishnet.plan.ChangePlan;
import dev.fishnet.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

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

    /** The plan, and after it what ends the connections there are now. What stops a look stops no lockdown. */
    ChangePlan cutAfter(ChangePlan enable) {
        List<Step> steps = new ArrayList<>(enable.steps());
        try {
            steps.addAll(
                    firewall.cutConnections(enable.isEmpty() ? policy : anew()).steps());
        } catch (FishnetException e) {
            terminal.note("warning: connections from before cannot be seen: " + e.getMessage());
        }
        return new ChangePlan(enable.title(), steps);
    }

    /**
     * Who is newly strict may have opened a connection from a port that it is now allowed to serve, which looks like
     * one that it serves. So when the rules change, only those to the gateway are sure to stay.
     */
    private Lockdown anew() {
        return new Lockdown(policy.agents().stream()
                .map(agent -> agent.loopback() instanceof LoopbackAccess.Strict strict
                        ? new LockedAgent(
                                agent.user(), new LoopbackAccess.Strict(strict.gatewayPort(), new TreeSet<>()))
                        : agent)
                .toList());
    }

    /** Ends those that were opened while the rules were on their way. */
    void cutTheRest(PlanOutput plans) throws FishnetException {
        ChangePlan rest = rest();
        for (int look = 1; look < LOOKS && !rest.isEmpty(); look++) {
            plans.run(rest);
            rest = rest();
        }
        if (!rest.isEmpty()) {
            throw left(rest.steps().size() + " connection(s) opened before it could not be ended");
        }
    }

    /** Only a machine without the program is let off, with the warning that it was given. */
    private ChangePlan rest() throws FishnetException {
        try {
            return firewall.cutConnections(policy);
        } catch (FishnetException e) {
            if (e.kind() == ErrorKind.UNAVAILABLE) {
                return new ChangePlan("", List.of());
            }
            throw left("connections opened before it cannot be seen: " + e.getMessage());
        }
    }

    private static FishnetException left(String what) {
        return new FishnetException(
                ErrorKind.FAILED,
                "the lockdown is in force, but " + what,
                "end the agent's programs and run the command again");
    }
}
